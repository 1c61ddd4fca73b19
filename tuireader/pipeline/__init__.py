"""fetch → extract → snapshot → compare → classify: the one flow of the program."""

from tuireader.pipeline.flow import Pipeline
from tuireader.pipeline.seams import Clock, Fetch

__all__ = ["Clock", "Fetch", "Pipeline"]
