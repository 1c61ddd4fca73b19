"""Align blocks, then words: the only user of diff-match-patch."""

from tuireader.diffing.collecting import uncollected
from tuireader.diffing.diff import diff

__all__ = ["diff", "uncollected"]
