"""What one would write by hand: SQLite, WAL, synchronous=FULL, a row per snapshot.

Two yardsticks: `Plain` does the least that keeps a page; `SameWork` writes what the library has to
write, in straight lines.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tuireader.library import seal
from tuireader.library.codec import document_to, dumps, head_to, micros
from tuireader.library.protocol import Saving
from tuireader.library.zstd import pack
from tuireader.model import (
    ChangeKind,
    CheckStatus,
    Disclosure,
    Document,
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


class SameWork:
    """The same evidence as the library, without TinyDB, checks of what it finds, or layers.

    Each snapshot has its text's digest and its seal in the chain; an unchanged text is a lean row;
    texts and pages are packed against the ones before, which it never reads again: it holds all of
    them in memory. Same indexes, same transactions, same syncs.
    """

    def __init__(self, path: Path, *, raw: bool) -> None:
        self.raw = raw
        self.seal = seal.START
        self.texts: dict[int, tuple[int, bytes]] = {}
        self.pages: dict[int, tuple[int, bytes]] = {}
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=FULL")
        self.db.executescript(_SAME_WORK)

    def append(self, savings: Sequence[Saving]) -> None:
        """Save captures in one transaction."""
        self.db.execute("BEGIN IMMEDIATE")
        for one in savings:
            self._save(one)
        self.db.execute("COMMIT")

    def _save(self, one: Saving) -> None:
        document, response = one.capture.document, one.capture.response
        at, digest = micros(one.capture.taken_at), document.digest
        due = None if one.next_check is None else micros(one.next_check)
        article, snapshots = self._article(one.article, at)
        text = self._text(article, document, digest)
        self.seal = seal.seal(
            self.seal, digest, one.capture.taken_at, response, seal.sha256(response.body)
        )
        verdict = one.verdict and one.verdict.kind.value
        self.db.execute(
            "INSERT INTO snapshots VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
            (article, snapshots + 1, at, text, due, bytes.fromhex(self.seal), verdict),
        )
        self._page(article, head_to(response).encode() + b"\n" + response.body)
        self.db.execute(
            "UPDATE articles SET headline = ?, source = ?, snapshots = ?, last = ?, news = ?, "
            "status = ?, next_check = ?, etag = ? WHERE id = ?",
            (
                document.headline,
                document.source,
                snapshots + 1,
                at,
                at,
                one.status.value,
                due,
                response.headers.get("etag"),
                article,
            ),
        )

    def _article(self, url: str, at: int) -> tuple[int, int]:
        """Return an article's number and how many snapshots it has."""
        found = self.db.execute("SELECT id, snapshots FROM articles WHERE url = ?", (url,))
        row = found.fetchone()
        if row is not None:
            return int(row[0]), int(row[1])
        insert = "INSERT INTO articles (url, snapshots, added) VALUES (?, 0, ?)"
        return self.db.execute(insert, (url, at)).lastrowid or 0, 0

    def _text(self, article: int, document: Document, digest: str) -> int:
        """Return the number of a text: that of the one before, if it is equal."""
        data = dumps(document_to(document)).encode()
        base, known = self.texts.get(article, (None, b""))
        if base is not None and data == known:
            return base
        frame = pack(data, known, 1 if known else 6)
        row = (article, bytes.fromhex(digest), document.headline, base, frame)
        sql = "INSERT INTO texts VALUES (NULL, ?, ?, ?, ?, ?)"
        number = self.db.execute(sql, row).lastrowid or 0
        self.texts[article] = number, data
        return number

    def _page(self, article: int, page: bytes) -> None:
        """Keep a page, or only its head."""
        page = page if self.raw else page.partition(b"\n")[0]
        base, known = self.pages.get(article, (None, b""))
        row = (base, pack(page, known, 1 if known else 3))
        number = self.db.execute("INSERT INTO pages VALUES (NULL, ?, ?)", row).lastrowid or 0
        self.pages[article] = number, page


_SAME_WORK = """
CREATE TABLE articles (id INTEGER PRIMARY KEY, url TEXT UNIQUE, headline TEXT, source TEXT,
    snapshots INT, added INT, last INT, news INT, status TEXT, next_check INT, etag TEXT);
CREATE INDEX due ON articles (next_check);
CREATE INDEX newest ON articles (news);
CREATE TABLE snapshots (id INTEGER PRIMARY KEY, article INT, number INT, taken_at INT, text INT,
    next_check INT, seal BLOB, verdict TEXT);
CREATE UNIQUE INDEX by_article ON snapshots (article, number);
CREATE INDEX by_time ON snapshots (taken_at);
CREATE TABLE texts (id INTEGER PRIMARY KEY, article INT, digest BLOB, headline TEXT, base INT,
    data BLOB);
CREATE INDEX by_digest ON texts (digest);
CREATE TABLE pages (id INTEGER PRIMARY KEY, base INT, data BLOB);
"""


def _verdict(kind: str | None) -> Verdict | None:
    if kind is None:
        return None
    return Verdict(kind=ChangeKind(kind), disclosure=Disclosure.NONE, weight=0.0)
