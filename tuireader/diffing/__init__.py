"""Align blocks, then words: the only user of diff-match-patch."""

from tuireader.diffing.diff import diff

__all__ = ["diff"]
