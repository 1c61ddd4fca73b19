"""Pages saved by browsers, and text dumped by scrapers, are read like pages fetched."""

# ruff: noqa: E501 -- markup and text are easier to read unbroken

from __future__ import annotations

import base64
import quopri

import pytest

from tests.extraction.pages import HEADLINE, NOTE, PARAGRAPHS, page
from tuireader.extraction import extract
from tuireader.model import BlockKind, Document, NoticeKind


def mhtml(encoding: str) -> bytes:
    body = page().encode()
    coded = (
        quopri.encodestring(body) if encoding == "quoted-printable" else base64.encodebytes(body)
    )
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://gazette.example/ferry\r\n"
        "Subject: ferry\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----x"\r\n\r\n'
        "------x\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\n"
        "Content-Location: https://gazette.example/ferry\r\n\r\n"
    )
    return (
        head.encode()
        + coded
        + b"\r\n------x\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n------x--\r\n"
    )


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_mhtml_is_opened(encoding: str) -> None:
    document = extract(mhtml(encoding))
    assert document.headline == HEADLINE
    assert document.url == "https://gazette.example/ferry"
    assert [block.text for block in document.blocks] == list(PARAGRAPHS)


def test_mhtml_without_a_page_is_no_story() -> None:
    raw = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x--\r\n'
    assert "no-story" in extract(raw).warnings


CAPTION = "Passengers wait for the ferry on the quay of Ossel on a foggy morning last winter."
TEASERS = "\n\n".join(
    f"  • Ferry number {n} is sold\n\n    It was the oldest of its kind, the harbour master said, and it will"
    for n in range(4)
)
DUMP = f"""Logo of Ossel Gazette newspaper Ossel Gazette - {HEADLINE}

{HEADLINE}

By Jonas Orlow

13 November 2024

{CAPTION}
{CAPTION} Ada Finch

{HEADLINE}

{chr(10).join(p + chr(10) for p in PARAGRAPHS)}
{NOTE}


{TEASERS}
"""


def kinds(document: Document, kind: BlockKind) -> list[str]:
    return [block.text for block in document.blocks if block.kind is kind]


@pytest.mark.parametrize("form", ["text", "bytes"])
def test_a_text_dump_is_taken_apart(form: str) -> None:
    document = extract(DUMP if form == "text" else DUMP.encode())
    assert document.headline == HEADLINE
    assert document.source == "Ossel Gazette"
    assert document.byline == ("Jonas Orlow",)
    assert kinds(document, BlockKind.PARAGRAPH) == list(PARAGRAPHS)
    assert kinds(document, BlockKind.CAPTION) == [f"{CAPTION} Ada Finch"]
    assert kinds(document, BlockKind.NOTICE) == [NOTE]
    assert [notice.kind for notice in document.notices] == [NoticeKind.CORRECTION]
    assert document.related == tuple(f"Ferry number {n} is sold" for n in range(4))


def test_a_real_list_at_the_end_of_a_dump_stays() -> None:
    items = [
        "The boat leaves at six.",
        "The last one returns at ten.",
        "Dogs travel free of charge.",
    ]
    dump = "\n\n".join([HEADLINE, *PARAGRAPHS, *(f"• {item}" for item in items)])
    assert kinds(extract(dump), BlockKind.LIST_ITEM) == items


def test_a_short_last_sentence_of_a_dump_stays_and_what_a_site_adds_goes() -> None:
    dump = "\n\n".join([HEADLINE, *PARAGRAPHS, "Nobody was hurt.", "Share this", "Follow us!"])
    assert [block.text for block in extract(dump).blocks] == [*PARAGRAPHS, "Nobody was hurt."]


def test_a_dump_with_one_line_per_paragraph_is_read() -> None:
    document = extract("\n".join([HEADLINE, *PARAGRAPHS]))
    assert document.headline == HEADLINE
    assert [block.text for block in document.blocks] == list(PARAGRAPHS)


def test_subheads_in_a_dump_are_headings() -> None:
    dump = "\n\n".join([HEADLINE, PARAGRAPHS[0], "What it costs", *PARAGRAPHS[1:]])
    assert kinds(extract(dump), BlockKind.HEADING) == ["What it costs"]


@pytest.mark.parametrize("text", ["", "   \n\n ", "Home\n\nNews\n\nSport"])
def test_a_dump_that_says_nothing_is_no_story(text: str) -> None:
    assert "no-story" in extract(text).warnings


def test_a_dumps_title_is_no_label_above_it() -> None:
    document = extract("\n\n".join(["Skip to content", "The Ossel Gazette", HEADLINE, *PARAGRAPHS]))
    assert document.headline == HEADLINE
    assert [block.text for block in document.blocks] == list(PARAGRAPHS)


def test_teasers_that_end_in_dots_are_no_part_of_a_dump() -> None:
    tail = "\n\n".join(
        f"  • Ferry {n} is sold\n\n    It was the oldest of its kind, and…" for n in range(3)
    )
    document = extract("\n\n".join([HEADLINE, *PARAGRAPHS, "Share this", tail]))
    assert [block.text for block in document.blocks] == list(PARAGRAPHS)
    assert document.related == ("Ferry 0 is sold", "Ferry 1 is sold", "Ferry 2 is sold")
