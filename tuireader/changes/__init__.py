"""Compare two Documents and judge: what kind, how much, and was it disclosed?"""

from tuireader.changes.compare import compare

__all__ = ["compare"]
