"""The bytes of a page to a Document."""

from tuireader.extraction.build import document
from tuireader.extraction.page import extract

__all__ = ["document", "extract"]
