"""Compare two Documents and judge: what kind, how much, and was it disclosed?"""

from tuireader.changes.compare import compare
from tuireader.changes.history import Look, Standing, alarms, repeats, standings
from tuireader.changes.ledger import Account, Entry, accounts, settle, settled_at

__all__ = [
    "Account",
    "Entry",
    "Look",
    "Standing",
    "accounts",
    "alarms",
    "compare",
    "repeats",
    "settle",
    "settled_at",
    "standings",
]
