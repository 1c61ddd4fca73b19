"""What a user can hand over: addresses and files of the usual kinds."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tuireader.errors import UnreadablePageError, UsageError
from tuireader.pipeline.sources import article_address, is_address, read_bytes, read_file

PAGE = b"<html><body><p>The ferry sails at noon.</p></body></html>"


def warc(*records: tuple[str, str, bytes], gzip: bool = True) -> bytes:
    """Write a WARC of responses: address, status line, body."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    for url, status, body in records:
        http = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(body),
            length=len(body),
            http_headers=http,
            warc_headers_dict={"WARC-Date": "2026-02-03T04:05:06Z"},
        )
        writer.write_record(record)
    return out.getvalue()


@pytest.mark.parametrize(
    ("typed", "filed"),
    [
        ("HTTPS://News.Example/Story", "https://news.example/Story"),
        ("https://n.example/a#comments", "https://n.example/a"),
        ("https://n.example/a?id=3&utm_source=x&fbclid=y", "https://n.example/a?id=3"),
        ("https://n.example/a?utm_source_of=x", "https://n.example/a"),
        ("https://n.example/a?q=utm_source=x", "https://n.example/a?q=utm_source=x"),
        ("https://n.example", "https://n.example/"),
        ("file:///tmp/a.html", "file:///tmp/a.html"),
        ("https://[::1/a", "https://[::1/a"),
    ],
)
def test_one_story_has_one_address(typed: str, filed: str) -> None:
    assert article_address(typed) == filed


def test_only_the_web_is_an_address() -> None:
    assert is_address("HTTP://a.example/")
    assert not is_address("ftp://a.example/")
    assert not is_address("story.html")


def test_a_file_is_named_by_its_own_place_unless_the_user_names_another(tmp_path: Path) -> None:
    path = tmp_path / "a b.html"
    path.write_bytes(PAGE)
    (own,) = read_file(path)
    (named,) = read_file(path, url="https://n.example/a")
    assert own.response.url == path.as_uri()
    assert named.response.url == "https://n.example/a"
    assert own.response.content_type == "text/html"
    assert own.response.body == PAGE


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"can't be read: no such file"):
        read_file(tmp_path / "none.html")


@pytest.mark.parametrize("gzip", [True, False])
def test_a_warc_gives_each_page_with_its_address_and_time(gzip: bool) -> None:
    body = warc(
        ("https://n.example/1", "200 OK", PAGE),
        ("https://n.example/2", "404 Not Found", b"no"),
        ("https://n.example/3", "200 OK", PAGE),
        gzip=gzip,
    )
    pages = read_bytes(body, name="x.warc.gz" if gzip else "x")
    assert [page.response.url for page in pages] == ["https://n.example/1", "https://n.example/3"]
    assert pages[0].response.body == PAGE
    assert pages[0].taken_at == datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


def test_a_warc_without_pages_says_so() -> None:
    with pytest.raises(UnreadablePageError, match="holds no page"):
        read_bytes(warc(("https://n.example/2", "404 Not Found", b"no")), name="x.warc.gz")


@pytest.mark.parametrize(
    "body",
    [
        b"WARC/1.0\r\nnonsense",
        b"WARC/1.0\r\nWARC-Type: response\r\n",
        b"\x1f\x8bnonsense",
        warc(("https://n.example/1", "200 OK", PAGE), gzip=False).replace(b"2026-", b"soon-"),
    ],
)
def test_a_damaged_warc_is_an_error_of_ours_that_names_it(body: bytes) -> None:
    with pytest.raises(UnreadablePageError, match=r"^x\.warc "):
        read_bytes(body, name="x.warc")


def test_a_time_without_an_offset_in_a_warc_is_utc() -> None:
    body = warc(("https://n.example/1", "200 OK", PAGE), gzip=False)
    (page,) = read_bytes(body.replace(b"04:05:06Z", b"04:05:06 "), name="x.warc")
    assert page.taken_at == datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
