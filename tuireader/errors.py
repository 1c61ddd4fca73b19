"""One tree of errors; whatever a foreign library raises is turned into one of these at the edge.

TuireaderError
├── UsageError               exit 2: the words on the command line don't make sense
├── NotFoundError            exit 3: no such article, snapshot or feed
├── LibraryError             exit 4: the library can't be used
│   ├── DamagedLibraryError
│   ├── NewerSchemaError
│   ├── LockedLibraryError
│   ├── UnwritableLibraryError
│   └── DiskFullError
├── FetchError               exit 1: carries an ErrorKind, as the Check's `error` says it
└── UnreadablePageError      exit 1: bytes that are no page at all
"""

from __future__ import annotations

from enum import StrEnum


class ErrorKind(StrEnum):
    """Why a look failed or was refused (the names of the command line's JSON)."""

    ROBOTS = "robots"
    DNS = "dns"
    CONNECT = "connect"
    TIMEOUT = "timeout"
    TLS = "tls"
    HTTP = "http"
    REDIRECT = "redirect"
    PRIVATE_ADDRESS = "private-address"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    WALL = "wall"
    PROTOCOL = "protocol"


def reason(error: OSError | UnicodeDecodeError) -> str:
    """Return why a file can't be had, as the end of a sentence of ours."""
    if isinstance(error, UnicodeDecodeError):
        return "it is no UTF-8 text"
    return (error.strerror or type(error).__name__).lower()


class TuireaderError(Exception):
    """Say in one plain sentence what went wrong, and in a second what to do next.

    Attributes:
        message: what went wrong.
        advice: what the reader of the message can do; may be empty.
        exit_code: the process's exit status (interface: 1, 2, 3 or 4).
    """

    exit_code = 1

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(f"{message} {advice}".strip())
        self.message = message
        self.advice = advice


class UsageError(TuireaderError):
    """The words on the command line don't make sense."""

    exit_code = 2


class NotFoundError(TuireaderError):
    """There is no such article, snapshot or feed."""

    exit_code = 3


class LibraryError(TuireaderError):
    """The library can't be used."""

    exit_code = 4


class DamagedLibraryError(LibraryError):
    """A record, or the whole file, doesn't hold what was written."""


class NewerSchemaError(LibraryError):
    """A newer program made this library."""


class LockedLibraryError(LibraryError):
    """Another process has kept the library locked for too long."""


class UnwritableLibraryError(LibraryError):
    """The library's file or folder can't be written to; reading may still do."""


class DiskFullError(LibraryError):
    """Nothing more fits on the disk; what was acknowledged is safe."""


class FetchError(TuireaderError):
    """A page could not be had.

    Attributes:
        kind: which of the interface's error kinds it is.
        status: the HTTP status, where a server answered at all.
        retry_after: seconds the server asked to be left alone for, where it did.
    """

    def __init__(
        self,
        kind: ErrorKind,
        message: str,
        advice: str = "",
        *,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, advice)
        self.kind = kind
        self.status = status
        self.retry_after = retry_after


class UnreadablePageError(TuireaderError):
    """The bytes are no page that anyone could read."""
