"""The bytes of a page to a Document."""

from tuireader.extraction.build import document

__all__ = ["document"]
