"""The bytes of a page to a Document."""

from tuireader.extraction.build import document
from tuireader.extraction.number import EXTRACTOR
from tuireader.extraction.page import extract
from tuireader.extraction.warnings import WALLS, Warn, explain, is_teaser, is_wall

__all__ = ["EXTRACTOR", "WALLS", "Warn", "document", "explain", "extract", "is_teaser", "is_wall"]
