"""fetch → extract → snapshot → compare → classify: the one flow of the program."""

from tuireader.pipeline.flow import Clock, Fetch, Pipeline

__all__ = ["Clock", "Fetch", "Pipeline"]
