"""What is saved: articles, snapshots, checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tuireader.errors import ErrorKind
from tuireader.model.change import Flag
from tuireader.model.document import Document
from tuireader.model.listing import CheckStatus, Verdict


class Origin(StrEnum):
    """Where a Snapshot came from."""

    FETCH = "fetch"
    FILE = "file"
    MEMENTO = "memento"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a server, or a file, gave. `url`: where the redirects ended; `body`: decoded bytes.

    `status` 304 comes with an empty body. `headers`: lower-case names. `moved`: where the page
    is said to have gone for good, None where it stands where it was asked for.
    """

    url: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    moved: str | None = None

    @property
    def content_type(self) -> str:
        """Return the Content-Type header, or an empty string."""
        return self.headers.get("content-type", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A page and what was read in it, ready to be saved."""

    document: Document
    response: Response
    taken_at: datetime
    origin: Origin = Origin.FETCH


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A saved URL. `number`: given once, from 1.

    `typed`: a person named its host, so that host may be a private one.
    """

    number: int
    url: str
    headline: str = ""
    source: str | None = None
    added_at: datetime
    tags: tuple[str, ...] = ()
    starred: bool = False
    archived: bool = False
    removed_at: datetime | None = None
    typed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One dated capture of an Article; `number` from 1 in the article, in the order of saving.

    `verdict`: against the snapshot before it by `taken_at`; None for the first and for
    snapshots that were blocked. `seal`: sha-256 in hexadecimal (see `library.seal`).
    `blocked`: the page was a wall or no story, so it is never compared.
    """

    article: int
    number: int
    taken_at: datetime
    origin: Origin
    url: str
    digest: str
    seal: str
    headline: str
    extractor: str = ""
    blocked: bool = False
    verdict: Verdict | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckError:
    """Why a look failed. `status`: the HTTP status, where a server answered."""

    kind: ErrorKind
    message: str
    status: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The outcome of one look at an Article. `article` is 0 where none could be saved."""

    article: int
    url: str
    at: datetime
    status: CheckStatus
    snapshot: int | None = None
    change: Verdict | None = None
    next_check: datetime | None = None
    error: CheckError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """What is not wanted in sight: a source by its name, or a phrase in headlines; one of them.

    Case makes no difference.
    """

    source: str = ""
    phrase: str = ""

    def hides(self, source: str | None, headline: str) -> bool:
        """Tell whether an article of this source and headline is hidden."""
        if self.source:
            return self.source.casefold() == (source or "").casefold()
        return bool(self.phrase) and self.phrase.casefold() in headline.casefold()
