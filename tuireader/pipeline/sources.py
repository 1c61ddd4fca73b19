"""What a user can hand to `add`, `extract` and `diff`: files of any usual kind, to Responses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tuireader.errors import UnreadablePageError, UsageError, reason
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
    """Return the address an article is filed under: no fragment, tracking parameters, or password.

    Scheme and host are lower-cased (RFC 3986, 6.2.2.1). The tracking parameters are those of
    the big analytics and advertising systems; they never choose what a page says.
    """
    if not is_address(url):
        return url
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url  # whoever fetches it says what is wrong with it
    query = "&".join(p for p in parts.query.split("&") if not TRACKING.match(p))
    host = parts.netloc.rpartition("@")[2].lower()
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", query, ""))


def without_login(url: str) -> str:
    """Return an address without the name and password in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def read_file(path: Path, *, url: str | None = None) -> tuple[Found, ...]:
    """Read the pages in a file: one, or those of a WARC.

    Raises:
        UsageError: there is no such file, or it can't be read.
        UnreadablePageError: a WARC without a page in it.
    """
    try:
        body = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path} can't be read: {reason(error)}.",
            "Give a file, or a web address with its https://.",
        ) from error
    return read_bytes(body, name=path.name, url=url or path.absolute().as_uri(), named=bool(url))


def read_bytes(
    body: bytes, *, name: str = "", url: str = "", named: bool = False
) -> tuple[Found, ...]:
    """Turn bytes into pages. `named`: `url` was given by the user, so it wins over a WARC's."""
    if name.endswith((".warc", ".warc.gz")) or body.startswith(b"WARC/"):
        return _read_warc(body, name or "The WARC", url if named else None)
    kind = TYPES.get(Path(name.lower()).suffix, "")
    headers = {"content-type": kind} if kind else {}
    return (Found(Response(url=url, headers=headers, body=body)),)


def _read_warc(body: bytes, name: str, url: str | None) -> tuple[Found, ...]:
    from warcio.exceptions import ArchiveLoadFailed

    try:
        pages = tuple(_warc_pages(body, url))
    except (ArchiveLoadFailed, ValueError, AttributeError) as error:  # the last: warcio's own slip
        raise UnreadablePageError(f"{name} is damaged, or no WARC.", "Fetch it again.") from error
    if not pages:
        raise UnreadablePageError(f"{name} holds no page.", "Is it the right file?")
    return pages


def _warc_pages(body: bytes, url: str | None) -> Iterator[Found]:
    """Yield the HTML responses of a WARC file (ISO 28500), in its order."""
    from warcio.archiveiterator import ArchiveIterator

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
        yield Found(response, _moment(taken) if taken else None)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text.strip())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
