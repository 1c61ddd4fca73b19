"""What a user can hand to `add`, `extract` and `diff`: files of any usual kind, to Responses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tuireader.errors import UnreadablePageError, UsageError
from tuireader.model import Response

TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
    ".txt": "text/plain",
}
TRACKING = re.compile(r"(utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid)(=|$)")


@dataclass(frozen=True, slots=True)
class Found:
    """One page found in a file. `taken_at`: when it was captured, where the file says so."""

    response: Response
    taken_at: datetime | None = None


def is_address(source: str) -> bool:
    """Tell a web address from a file's name."""
    return source.lower().startswith(("http://", "https://"))


def article_address(url: str) -> str:
    """Return the address an article is filed under: no fragment, no tracking parameters.

    Scheme and host are lower-cased (RFC 3986, 6.2.2.1). The tracking parameters are those of
    the big analytics and advertising systems; they never choose what a page says.
    """
    if not is_address(url):
        return url
    parts = urlsplit(url.strip())
    query = "&".join(p for p in parts.query.split("&") if not TRACKING.match(p))
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", query, ""))


def read_file(path: Path, *, url: str | None = None) -> tuple[Found, ...]:
    """Read the pages in a file: one, or those of a WARC.

    Raises:
        UsageError: there is no such file, or it can't be read.
        UnreadablePageError: a WARC without a page in it.
    """
    try:
        body = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(
            f"{path} can't be read: {reason.lower()}.", "Give a web address or a file."
        ) from error
    return read_bytes(body, name=path.name, url=url or path.absolute().as_uri(), named=bool(url))


def read_bytes(
    body: bytes, *, name: str = "", url: str = "", named: bool = False
) -> tuple[Found, ...]:
    """Turn bytes into pages. `named`: `url` was given by the user, so it wins over a WARC's."""
    if name.endswith((".warc", ".warc.gz")) or body.startswith(b"WARC/"):
        pages = tuple(_warc_pages(body, url if named else None))
        if not pages:
            raise UnreadablePageError(
                f"{name or 'The WARC'} holds no page.", "Is it the right file?"
            )
        return pages
    kind = TYPES.get(Path(name.lower()).suffix, "")
    headers = {"content-type": kind} if kind else {}
    return (Found(Response(url=url, headers=headers, body=body)),)


def _warc_pages(body: bytes, url: str | None) -> Iterator[Found]:
    """Yield the HTML responses of a WARC file (ISO 28500), in its order."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(BytesIO(body)):
            if record.rec_type != "response" or record.http_headers is None:
                continue
            if record.http_headers.get_statuscode() != "200":
                continue
            headers = {name.lower(): value for name, value in record.http_headers.headers}
            if "html" not in headers.get("content-type", "text/html"):
                continue
            target = url or record.rec_headers.get_header("WARC-Target-URI") or ""
            taken = record.rec_headers.get_header("WARC-Date")
            response = Response(url=target, headers=headers, body=record.content_stream().read())
            yield Found(response, datetime.fromisoformat(taken) if taken else None)
    except ArchiveLoadFailed as error:
        raise UnreadablePageError(f"The WARC is damaged: {error}.", "Fetch it again.") from error
