"""Compare two Documents and judge: what kind, how much, and was it disclosed?"""

from tuireader.changes.compare import compare
from tuireader.changes.history import Look, Standing, alarms, repeats, standings
from tuireader.changes.ledger import UNTOLD, Account, Entry, accounts, settle, settled_by
from tuireader.changes.lookback import Seen, look_back
from tuireader.changes.reasons import told_later

__all__ = [
    "UNTOLD",
    "Account",
    "Entry",
    "Look",
    "Seen",
    "Standing",
    "accounts",
    "alarms",
    "compare",
    "look_back",
    "repeats",
    "settle",
    "settled_by",
    "standings",
    "told_later",
]
