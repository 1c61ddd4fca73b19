"""What one would write by hand: SQLite, WAL, synchronous=FULL, a row per snapshot."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tuireader.library.codec import document_to, dumps, head_to
from tuireader.library.protocol import Saving
from tuireader.library.zstd import pack
from tuireader.model import (
    ChangeKind,
    CheckStatus,
    Disclosure,
    Listing,
    Origin,
    Snapshot,
    Verdict,
)


class Plain:
    """A library without deltas, seals, search, or TinyDB; its values are the model's."""

    def __init__(self, path: Path, *, raw: bool) -> None:
        self.raw = raw
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=FULL")
        self.db.execute(
            "CREATE TABLE IF NOT EXISTS articles (id INTEGER PRIMARY KEY, url TEXT UNIQUE, "
            "headline TEXT, source TEXT, snapshots INT, texts INT, first TEXT, last TEXT, "
            "status TEXT, verdict TEXT)"
        )
        self.db.execute(
            "CREATE TABLE IF NOT EXISTS snapshots (id INTEGER PRIMARY KEY, article INT, "
            "number INT, taken_at TEXT, digest TEXT, headline TEXT, verdict TEXT, document TEXT, "
            "head TEXT, page BLOB)"
        )
        self.db.execute("CREATE INDEX IF NOT EXISTS by_article ON snapshots (article, taken_at)")

    def append(self, savings: Sequence[Saving]) -> None:
        """Save captures in one transaction, raw pages as zstd if they are kept."""
        self.db.execute("BEGIN IMMEDIATE")
        for one in savings:
            self._save(one)
        self.db.execute("COMMIT")

    def _save(self, one: Saving) -> None:
        document, response = one.capture.document, one.capture.response
        at = one.capture.taken_at.isoformat()
        row = self.db.execute("SELECT id, snapshots FROM articles WHERE url = ?", (document.url,))
        found = row.fetchone()
        if found is None:
            article = self.db.execute(
                "INSERT INTO articles VALUES (NULL, ?, ?, ?, 1, 1, ?, ?, 'new', NULL)",
                (document.url, document.headline, document.source, at, at),
            ).lastrowid
            number = 1
        else:
            article, number = found[0], found[1] + 1
            self.db.execute(
                "UPDATE articles SET headline = ?, snapshots = ?, last = ?, status = ? "
                "WHERE id = ?",
                (document.headline, number, at, one.status.value, article),
            )
        verdict = one.verdict and one.verdict.kind.value
        self.db.execute(
            "INSERT INTO snapshots VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article,
                number,
                at,
                document.digest,
                document.headline,
                verdict,
                dumps(document_to(document)),
                head_to(response),
                pack(response.body, b"", 3) if self.raw else None,
            ),
        )

    def list_articles(self) -> list[Listing]:
        """Return what a list of articles shows."""
        rows = self.db.execute("SELECT * FROM articles ORDER BY last DESC").fetchall()
        return [
            Listing(
                article=row[0],
                url=row[1],
                headline=row[2],
                source=row[3],
                snapshots=row[4],
                texts=row[5],
                first=datetime.fromisoformat(row[6]),
                last=datetime.fromisoformat(row[7]),
                status=CheckStatus(row[8]),
                unread=True,
                changed=True,
                verdict=_verdict(row[9]),
            )
            for row in rows
        ]

    def history(self, article: int) -> list[Snapshot]:
        """Return what a history shows."""
        sql = (
            "SELECT number, taken_at, digest, headline, verdict FROM snapshots "
            "WHERE article = ? ORDER BY taken_at"
        )
        return [
            Snapshot(
                article=article,
                number=row[0],
                taken_at=datetime.fromisoformat(row[1]),
                origin=Origin.FETCH,
                url="",
                digest=row[2],
                seal="",
                headline=row[3],
                verdict=_verdict(row[4]),
            )
            for row in self.db.execute(sql, (article,)).fetchall()
        ]


def _verdict(kind: str | None) -> Verdict | None:
    if kind is None:
        return None
    return Verdict(kind=ChangeKind(kind), disclosure=Disclosure.NONE, weight=0.0)
