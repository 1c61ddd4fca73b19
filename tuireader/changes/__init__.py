"""Compare two Documents and judge: what kind, how much, and was it disclosed?"""

from tuireader.changes.compare import compare
from tuireader.changes.ledger import UNTOLD, Account, Entry, accounts, settle, settled_by
from tuireader.changes.lookback import Seen, look_back
from tuireader.changes.reasons import told_later

__all__ = [
    "UNTOLD",
    "Account",
    "Entry",
    "Seen",
    "accounts",
    "compare",
    "look_back",
    "settle",
    "settled_by",
    "told_later",
]
