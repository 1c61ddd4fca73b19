"""TinyDB on SQLite: its API, documents, tables and queries; a durable engine underneath.

`connect` gives a TinyDB whose tables keep one row per document. Nothing in this package knows
what is stored: it could stand alone as a TinyDB extension.
"""

from tuireader.library.storage.database import Database, connect
from tuireader.library.storage.engine import Engine
from tuireader.library.storage.layout import Column, Kind, Layout
from tuireader.library.storage.sqlite import SqliteStorage
from tuireader.library.storage.table import SqliteTable

__all__ = [
    "Column",
    "Database",
    "Engine",
    "Kind",
    "Layout",
    "SqliteStorage",
    "SqliteTable",
    "connect",
]
