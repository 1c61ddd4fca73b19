"""What web archives say of an address: TimeMaps (RFC 7089), CDX indexes, and where bytes lie."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urljoin, urlsplit

WAYBACK = "https://web.archive.org/cdx/search/cdx"
"""The Internet Archive's index: it knows which captures are alike before any is fetched."""

_LINK = re.compile(r"""<([^>]*)>((?:\s*;\s*[\w*-]+\s*(?:=\s*(?:"(?:\\.|[^"\\])*"|[^\s;,"]*))?)*)""")
_PARAMETER = re.compile(r""";\s*([\w*-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s;,"]*))""")
_STAMPED = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/(?=[a-z]+:)", re.IGNORECASE)
_STAMP = re.compile(r"\d{14}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Memento:
    """One capture. `url`: where it is; `digest`: the archive's own, "" where it tells none."""

    url: str
    taken_at: datetime
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of a Link header or a link-format document (RFC 8288, RFC 6690)."""

    url: str
    rel: frozenset[str]
    parameters: Mapping[str, str]


def read_links(text: str, base: str = "") -> Iterator[Link]:
    """Yield the links of a header or a document; what can't be read is passed over."""
    for found in _LINK.finditer(text):
        parameters = {
            name.lower(): re.sub(r"\\(.)", r"\1", quoted) or bare
            for name, quoted, bare in _PARAMETER.findall(found[2])
        }
        rel = frozenset(parameters.get("rel", "").lower().split())
        yield Link(url=urljoin(base, found[1].strip()), rel=rel, parameters=parameters)


def read_timemap(text: str, base: str) -> tuple[tuple[Memento, ...], tuple[str, ...]]:
    """Read a TimeMap in link format: its mementos, and further TimeMaps that continue it.

    An index of TimeMaps, or a paged one, names the others with `rel=timemap` and the span they
    cover (RFC 7089, section 5.1.2); the one that is being read is `rel=self`.
    """
    mementos, further = [], []
    for link in read_links(text, base):
        moment = http_date(link.parameters.get("datetime", ""))
        if "memento" in link.rel and moment:
            mementos.append(Memento(url=link.url, taken_at=moment))
        elif "timemap" in link.rel and "self" not in link.rel and link.url != base:
            further.append(link.url)
    return tuple(sorted(mementos, key=lambda one: one.taken_at)), tuple(further)


def timemap_of(link_header: str, base: str) -> str | None:
    """Return the TimeMap that a TimeGate or a memento names in its Link header."""
    links = list(read_links(link_header, base))
    return next((link.url for link in links if "timemap" in link.rel), None)


def read_cdx(text: str, replay: str) -> tuple[Memento, ...]:
    """Read a CDX index in any of its forms, captures of other statuses than 200 left out.

    The forms: JSON rows under a row of names (the Wayback Machine), a JSON object a line (pywb),
    or fields between spaces (both). `replay`: where captures are found, by time and address.
    """
    found = []
    for row in _cdx_rows(text):
        stamp = row.get("timestamp", "")
        status = row.get("statuscode") or row.get("status") or "200"
        address = row.get("original") or row.get("url") or ""
        moment = stamp_time(stamp)
        if moment and address and status == "200":
            url = f"{replay}{stamp}/{address}"
            found.append(Memento(url=url, taken_at=moment, digest=row.get("digest", "")))
    return tuple(sorted(found, key=lambda one: one.taken_at))


def _cdx_rows(text: str) -> Iterator[Mapping[str, str]]:
    if text.lstrip().startswith("["):
        try:
            table = json.loads(text)
        except ValueError:
            return
        yield from _named(table)
        return
    for line in text.splitlines():
        if line.startswith("{"):
            try:
                yield {name: str(value) for name, value in json.loads(line).items()}
            except ValueError:
                continue
        else:
            names = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest")
            yield dict(zip(names, line.split(), strict=False))


def _named(table: Sequence[Sequence[object]]) -> Iterator[Mapping[str, str]]:
    if not table:
        return
    names = [str(name) for name in table[0]]
    for row in table[1:]:
        yield dict(zip(names, map(str, row), strict=False))


def cdx_query(endpoint: str, url: str, since: datetime | None) -> str:
    """Return the address that asks an index for the captures of a URL."""
    start = f"&from={since.astimezone(UTC):%Y%m%d%H%M%S}" if since else ""
    wanted = "&output=json&filter=statuscode:200&collapse=digest"
    return f"{endpoint.rstrip('?')}?url={quote(url, safe='')}{wanted}{start}"


def replay_of(endpoint: str) -> str:
    """Return where the captures of an index are found: beside it; for Wayback under `/web/`."""
    parts = urlsplit(endpoint)
    collection = parts.path.partition("/cdx")[0] or "/web"
    return f"{parts.scheme}://{parts.netloc}{collection.rstrip('/')}/"


def original_bytes(url: str) -> str:
    """Return where a capture's page lies as it came, without the archive's toolbar and links.

    The Wayback Machine, pywb and their kin give it under a timestamp with `id_` behind it;
    other archives' addresses stay as they are.
    """
    return _STAMPED.sub(lambda found: f"/{found[1]}id_/", url, count=1)


def http_date(text: str) -> datetime | None:
    """Read an HTTP date (RFC 9110, section 5.6.7), as Memento-Datetime has it."""
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def stamp_time(stamp: str) -> datetime | None:
    """Read an archive's timestamp of 14 digits, UTC."""
    if not _STAMP.fullmatch(stamp):
        return None
    try:
        return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def thin(mementos: Iterable[Memento], limit: int) -> tuple[Memento, ...]:
    """Leave out captures the archive says are equal to the one before, and keep so many.

    Where there are too many, those kept are spread evenly over the list, its ends included.
    """
    kept: list[Memento] = []
    for memento in mementos:
        if kept and (
            memento.taken_at == kept[-1].taken_at
            or (memento.digest and memento.digest == kept[-1].digest)
        ):
            continue
        kept.append(memento)
    if len(kept) <= limit:
        return tuple(kept)
    if limit == 1:
        return (kept[0],)
    return tuple(kept[round(i * (len(kept) - 1) / (limit - 1))] for i in range(limit))
