"""Feeds that attack their readers."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from tests.feeds.written import Item, rss
from tuireader.errors import UnreadablePageError
from tuireader.feeds import discover, read_feed, read_opml

BOMB = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10)
)  # ten to the tenth times "ha"
DECLARATIONS = {
    "bomb": f"<!DOCTYPE rss [{BOMB}]>",
    "file": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    "host": '<!DOCTYPE rss [<!ENTITY x PUBLIC "-//x" "http://127.0.0.1:9/x">]>',
    "lower case": '<!doctype rss [<!entity x SYSTEM "file:///etc/hostname">]>',
    "behind a comment": '<!DOCTYPE rss [<!-- ]> " <rss> --><!ENTITY x "y">]>',
    "behind a parameter": '<!DOCTYPE rss [<!ENTITY % p "a>b"><!ENTITY x "y">]>',
    "behind an instruction": '<?a ?><!-- b --><!DOCTYPE rss [<?c ]> ?><!ENTITY x "y">]>',
    "in the second type": '<!DOCTYPE rss><!DOCTYPE rss [<!ENTITY x "y">]>',
}


@pytest.mark.parametrize("prolog", DECLARATIONS.values(), ids=DECLARATIONS.keys())
@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
def test_a_feed_that_declares_entities_is_refused(prolog: str, charset: str) -> None:
    text = rss([Item("&x;&l9;", "/f")], prolog=prolog).decode().replace("&amp;", "&")
    with pytest.raises(UnreadablePageError, match="entities"):
        read_feed(text.encode(charset))


@pytest.mark.parametrize("prolog", DECLARATIONS.values(), ids=DECLARATIONS.keys())
def test_a_list_of_feeds_that_declares_entities_is_refused(prolog: str) -> None:
    text = (
        f'{prolog}<opml version="2.0"><body><outline text="&x;" xmlUrl="http://a/"/></body></opml>'
    )
    with pytest.raises(UnreadablePageError, match="entities"):
        read_opml(text.encode())


def test_old_document_types_do_no_harm() -> None:
    old = (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        '"http://my.netscape.example/rss-0.91.dtd" '
        '[<!ENTITY % HTMLlat1 PUBLIC "-//W3C//ENTITIES Latin 1" "http://w.example/lat1.ent">]>'
    )
    feed = rss([Item("Caf&eacute; shut", "https://gannet.example/cafe")], prolog=old)
    (entry,) = read_feed(feed.replace(b"&amp;eacute;", b"&eacute;")).entries
    assert entry.title == "Café shut"


def test_entities_that_nobody_declared_bring_in_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("herring", encoding="utf-8")
    prolog = f'<!DOCTYPE rss SYSTEM "{secret.as_uri()}">'
    feed = rss([Item("&x;", "https://gannet.example/f")], prolog=prolog).replace(b"&amp;", b"&")
    (entry,) = read_feed(feed).entries
    assert "herring" not in entry.title


def test_speaking_of_entities_in_a_story_is_no_attack() -> None:
    feed = rss([Item("How <!ENTITY x> works", "https://gannet.example/xml")])
    assert len(read_feed(feed).entries) == 1


@pytest.mark.parametrize(
    "piece",
    [b"<", b"<a ", b"&", b"<!--", b"<![CDATA[", b"<!", b"<?", b"<a b='", b"</", b"<x>", b"&#1;"],
)
def test_hostile_markup_takes_time_in_proportion(piece: bytes) -> None:
    """Quadratic work would run into the test's time limit."""
    read_feed(rss([])[:60] + piece * 10_000)
    for head in (b"<!DOCTYPE rss [", b"<!DOCTYPE "):
        with suppress(UnreadablePageError):
            read_feed(head + piece * 200_000)


@pytest.mark.parametrize("piece", [b"a", b"a ", b"a=", b"<link ", b"<link a", b"<!--", b"=", b" "])
def test_hostile_pages_are_searched_in_proportion(piece: bytes) -> None:
    tag = b"<link " + (piece * 4_000)[:3_900] + b">"
    assert discover(tag * 250 + piece * 100_000, url="https://gannet.example/") == ()
