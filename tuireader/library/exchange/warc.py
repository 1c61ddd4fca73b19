"""Web archive files (ISO 28500): raw pages as any archive's tools read them, and our records.

Each record of ours is a `metadata` record under `urn:tuireader:TABLE:NUMBER`, its fields as
JSON. A snapshot's is followed by a `response` record with the page as the server gave it, but
for transfer and content encodings; the fields then say only that it follows.
"""

from __future__ import annotations

import io
import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tuireader.errors import DamagedLibraryError, LibraryError
from tuireader.library.codec import head_to, response_from
from tuireader.library.exchange.portable import Portable
from tuireader.library.store import Store
from tuireader.library.zstd import pack
from tuireader.model import Fault, Response

_URN = "urn:tuireader:"
_HEAD = "WARC-Tuireader-Head"
_DECODED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_LEVEL = 3


def write_warc(
    store: Store, records: Iterable[Portable], file: IO[bytes], faults: list[Fault]
) -> None:
    """Write records, each raw page unpacked as a response of its own.

    A page that is damaged is left out and added to `faults`.
    """
    writer = WARCWriter(file, gzip=True)
    writer.write_record(writer.create_warcinfo_record("", {"software": "tuireader"}))
    for table, number, fields in records:
        packed = fields.pop("page", None)
        page = None if packed is None else _read(store, number, faults)
        taken_at = fields.get("taken_at")
        if page is not None:
            fields["page_follows"] = True
        data = json.dumps({"table": table, "record": number, **fields}).encode("ascii")
        _write(writer, "metadata", f"{_URN}{table}:{number}", taken_at, data)
        if page is not None:
            _write_response(writer, page, taken_at)


def _read(store: Store, number: int, faults: list[Fault]) -> Response | None:
    try:
        return response_from(store.pages.read(number))
    except (DamagedLibraryError, ValueError) as error:
        faults.append(Fault(record=f"pages {number}", fault=str(error)))
        return None


def _write(writer: Any, kind: str, uri: str, at: str | None, data: bytes) -> None:
    record = writer.create_warc_record(
        uri,
        kind,
        payload=io.BytesIO(data),
        length=len(data),
        warc_content_type="application/json",
        warc_headers_dict=_dated(at),
    )
    writer.write_record(record)


def _write_response(writer: Any, response: Response, at: str | None) -> None:
    headers = [(name, value) for name, value in response.headers.items() if name not in _DECODED]
    phrase = HTTPStatus(response.status).phrase if response.status in _STATUSES else ""
    http = StatusAndHeaders(f"{response.status} {phrase}", headers, protocol="HTTP/1.1")
    record = writer.create_warc_record(
        response.url,
        "response",
        payload=io.BytesIO(response.body),
        length=len(response.body),
        http_headers=http,
        warc_headers_dict={**_dated(at), _HEAD: json.dumps(json.loads(head_to(response)))},
    )
    writer.write_record(record)


_STATUSES = frozenset(status.value for status in HTTPStatus)


def _dated(at: str | None) -> dict[str, str]:
    return {} if at is None else {"WARC-Date": at.replace("+00:00", "Z")}


def read_warc(file: IO[bytes]) -> Iterator[Portable]:
    """Yield the records of such a file.

    Raises:
        LibraryError: it is no web archive, or none of ours.
    """
    waiting: Portable | None = None
    try:
        for record in ArchiveIterator(file):
            uri = record.rec_headers.get_header("WARC-Target-URI") or ""
            if record.rec_type == "metadata" and uri.startswith(_URN):
                fields = json.loads(record.content_stream().read())
                found = Portable(fields.pop("table"), fields.pop("record"), fields)
                if fields.pop("page_follows", False):
                    waiting = found
                else:
                    yield found
            elif record.rec_type == "response" and waiting is not None:
                waiting.fields["page"] = _page(record)
                yield waiting
                waiting = None
    except (ArchiveLoadFailed, ValueError, KeyError, AttributeError) as error:
        raise LibraryError(
            "The file is no web archive, or is cut short.",
            "What stood before the cut is taken in: export again, and import that.",
        ) from error


def _page(record: Any) -> dict[str, Any]:
    """Return a response as the page of a portable snapshot, packed on its own."""
    head = record.rec_headers.get_header(_HEAD)
    body = record.content_stream().read()
    line = json.dumps(json.loads(head), ensure_ascii=False, separators=(",", ":"))
    data = line.encode("utf-8", "surrogatepass") + b"\n" + body
    return {"place": 0, "base": None, "zstd": b64encode(pack(data, b"", _LEVEL)).decode("ascii")}
