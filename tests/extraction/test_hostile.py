"""Hostile pages end soon, in little memory, with what could be read and a warning."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.extraction.pages import PARAGRAPHS, page, paragraphs
from tuireader.extraction import extract
from tuireader.extraction.addresses import host_of, safe_address
from tuireader.extraction.bounds import LARGEST, MOST_TAGS
from tuireader.extraction.gathering import LONGEST

SECONDS = 8.0
"""CPU seconds that the slowest may take; each takes under a second on an idle machine."""


def attributes(value: str, count: int) -> str:
    """Return a paragraph whose tag has many attributes."""
    return "<p " + " ".join(f"a{n}{value}" for n in range(count)) + ">x</p>"


STORY = f"<html><body><h1>The ferry</h1><article>{paragraphs()}"
FLOODS: dict[str, Callable[[], str]] = {
    "nested blocks": lambda: STORY + "<div>" * 200_000 + "x",
    "nested inlines": lambda: STORY + "<b>" * 200_000 + "x",
    "nested lists": lambda: STORY + "<ul><li>" * 50_000,
    "nested tables": lambda: STORY + "<table><tr><td>" * 10_000,
    "endless paragraph": lambda: STORY + "<p>" + "word " * 1_000_000,
    "endless word": lambda: STORY + "<p>" + "w" * 5_000_000,
    "zero-width flood": lambda: STORY + "<p>" + "\u200b" * 500_000 + "a" + "\u200d" * 500_000,
    "combining flood": lambda: STORY + "<p>a" + "\u0301" * 500_000,
    "terminal flood": lambda: STORY + "<p>" + "\x1b[31mred\x1b]0;t\x07" * 50_000,
    "million breaks": lambda: STORY + "<br>" * 1_000_000,
    "million lines": lambda: STORY + "<p>" + "a<br>" * 1_000_000,
    "million attributes": lambda: STORY + attributes("=1", 1_000_000),
    "quoted attributes": lambda: STORY + attributes('=">"', 200_000),
    "bare attributes": lambda: STORY + attributes("", 200_000),
    "long table": lambda: STORY + "<table>" + "<tr><td>a</td><td>b</td></tr>" * 100_000,
    "wide table": lambda: STORY + "<table><tr>" + "<td>a</td>" * 200_000,
    "endless preformatted": lambda: STORY + "<pre>" + "a line of code\n" * 350_000,
    "endless headline": lambda: "<h1>" + "word " * 1_000_000 + "</h1>" + STORY,
    "many notes": lambda: STORY + "<p>Correction: it was five.</p>" * 100_000,
    "endless attribute": lambda: STORY + '<p class="' + "related " * 500_000 + '">x',
    "many elements": lambda: STORY + "<i>x</i>" * 30_000,
    "many breaks": lambda: STORY + "<p>" + "a<br>" * 50_000,
    "broken markup": lambda: STORY + "<" * 200_000 + "&" * 200_000,
    "nuls": lambda: "\x00" * 200_000 + STORY,
}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_is_survived_and_the_story_read(name: str) -> None:
    markup = FLOODS[name]()
    start = time.process_time()
    document = extract(markup)
    assert time.process_time() - start < SECONDS
    assert set(PARAGRAPHS) <= {block.text for block in document.blocks}


@pytest.mark.parametrize(
    "name",
    [
        *("million breaks", "million lines", "million attributes", "quoted attributes"),
        *("bare attributes", "long table", "wide table", "many notes"),
        *("endless paragraph", "endless word", "endless preformatted"),
    ],
)
def test_what_was_too_much_is_said_to_be_left_out(name: str) -> None:
    document = extract(FLOODS[name]())
    assert "truncated" in document.warnings
    assert len(document.blocks) <= MOST_TAGS
    assert max(len(block.text) for block in document.blocks) <= LONGEST
    assert len(document.headline) <= 2000
    assert len(document.notices) <= 200


def test_what_follows_a_flood_of_breaks_or_attributes_is_read() -> None:
    last = "The last paragraph of the page stands here, behind the flood, and is read as well."
    for flood in ("<br>" * 300_000, attributes("=1", 9000)):
        assert last in {block.text for block in extract(f"{STORY}{flood}<p>{last}</p>").blocks}


def test_a_script_that_looks_like_a_flood_is_left_whole() -> None:
    script = f"<script>for(;n{attributes('', 5000)}</script>"
    document = extract(page(head=script))
    assert [block.text for block in document.blocks] == list(PARAGRAPHS)
    assert document.warnings == ()


def test_a_plain_text_without_end_is_cut_and_says_so() -> None:
    document = extract("\n\n".join(PARAGRAPHS) + "\n\nword" * 1_000_000)
    assert [block.text for block in document.blocks] == list(PARAGRAPHS)
    assert "truncated" in document.warnings


def test_bytes_beyond_all_measure_are_cut_where_a_tag_ends() -> None:
    document = extract((STORY + "<p>ü</p>" * (LARGEST // 4)).encode())
    assert "truncated" in document.warnings
    assert "charset-guessed" not in document.warnings


@pytest.mark.parametrize("name", ["punycode", "utf-7", "unicode_escape", "zlib", "idna", "rot13"])
def test_a_charset_that_no_page_has_is_not_believed(name: str) -> None:
    markup = STORY.replace("<html>", f"<html><meta charset={name}>").replace("Ossel", "Össel")
    document = extract(markup.encode("cp1252"), content_type=f"text/html; charset={name}")
    assert "Össel" in document.blocks[0].text


def test_what_follows_a_deep_part_is_read_and_the_depth_is_said() -> None:
    last = "The last paragraph of the page stands here, behind its deep part, and is read."
    markup = STORY + "<div>" * 100_000 + "</div>" * 100_000 + f"<p>{last}</p>"
    document = extract(markup)
    assert last in {block.text for block in document.blocks}
    assert "too-deep" in document.warnings


def test_ten_megabytes_of_json_ld_are_passed_over() -> None:
    data = {"@type": "NewsArticle", "headline": "x" * 10_000_000}
    document = extract(page(data=data))
    assert [block.text for block in document.blocks] == list(PARAGRAPHS)
    assert "truncated" in document.warnings


def test_a_page_beyond_all_measure_is_cut_and_says_so() -> None:
    document = extract(STORY + "<!--" + "x" * LARGEST + "-->")
    assert "truncated" in document.warnings
    assert document.blocks


@pytest.mark.parametrize(
    "sign", ["\x1b", "\x00", "\x07", "\x9b", "\u202e", "\u2066", "\u200f", "\ud800", "\ufeff"]
)
def test_no_control_gets_into_any_field(sign: str) -> None:
    document = extract(page().replace("ferry", f"fe{sign}rry").replace("Orlow", f"Or{sign}low"))
    said = repr((document.headline, document.byline, document.source, document.blocks))
    assert repr(sign)[1:-1] not in said.replace("\\ufffd", "")


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://gazette.example/a b", "https://gazette.example/a%20b"),
        ("/a", "https://gazette.example/a"),
        ("//cdn.example/x.jpg", "https://cdn.example/x.jpg"),
        ("mailto:desk@gazette.example", "mailto:desk@gazette.example"),
        ("https://gazette.example/\x1b[31m\u202e", "https://gazette.example/[31m"),
        ("java\nscript:alert(1)", None),
        ("JAVASCRIPT:alert(1)", None),
        ("data:image/png;base64,xx", None),
        ("ftp://gazette.example/", None),
        ("http://[broken", None),
        ("#top", None),
        ("", None),
        ("https://gazette.example/" + "x" * 9000, None),
    ],
)
def test_only_harmless_addresses_pass(address: str, safe: str | None) -> None:
    assert safe_address(address, "https://gazette.example/news/") == safe


def test_a_host_is_read_without_its_prefix() -> None:
    assert host_of("https://www.Gazette.example:80/x") == "gazette.example"
    assert host_of("http://[broken") == ""
