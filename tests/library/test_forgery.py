"""Records altered or taken out by hand, with SQLite's own tools, are named."""

from __future__ import annotations

import pytest

from tests.library.builders import FERRY, NOTHING, after, edited, save, saving
from tests.library.test_evidence import two_articles
from tuireader.library.opening import FileLibrary
from tuireader.library.protocol import Mark
from tuireader.model import (
    ChangeKind,
    Check,
    CheckStatus,
    Entry,
    Feed,
    Flag,
    KnownEntry,
    Mute,
    Overruling,
)


def everything(library: FileLibrary) -> None:
    """Fill every table."""
    two_articles(library)
    library.move(2, "https://moved.example/market", typed=True)
    library.record(
        Check(article=1, url=FERRY, at=after(300), status=CheckStatus.UNCHANGED), validators=None
    )
    library.overrule(Overruling(article=1, snapshot=2, at=after(301), kind=ChangeKind.COPYEDIT))
    library.mute(Mute(phrase="horoscope"))
    feed = library.feeds.add(
        Feed(number=0, url="https://gannet.example/feed", title="Gannet", added_at=after(0))
    )
    entry = Entry(url="https://gannet.example/1", id="1", title="One", summary="Of one")
    library.feeds.keep(feed, [KnownEntry(number=0, feed=feed.number, entry=entry, wanted=True)])


_FORGERIES = (
    ("snapshots", "doc = replace(doc, '\"silent\"', '\"disclosed\"')", 2),
    ("snapshots", "doc = json_remove(doc, '$.verdict')", 3),
    ("snapshots", "doc = json_set(doc, '$.flags', json('[\"revert\"]'))", 3),
    ("snapshots", "doc = json_set(doc, '$.blocked', json('true'))", 3),
    ("snapshots", "doc = json_set(doc, '$.origin', 'memento')", 3),
    ("snapshots", "next_check = 5", 3),
    ("snapshots", "doc = NULL", 2),
    ("articles", "kind = 'copyedit'", 1),
    ("articles", "disclosure = 'disclosed'", 1),
    ("articles", "weight = 0.1", 1),
    ("articles", "source = 'The Tern'", 1),
    ("articles", "status = 'gone'", 1),
    ("articles", "news_at = news_at + 1", 1),
    ("articles", "added_at = added_at - 1", 1),
    ("articles", "next_check = 5", 1),
    ("articles", "texts = 9", 1),
    ("articles", "sum = NULL", 1),
    ("texts", "article = 2", 3),
    ("checks", "at = at + 1", 1),
    ("checks", "doc = replace(doc, 'unchanged', 'gone')", 1),
    ("overrulings", "doc = replace(doc, 'copyedit', 'factual')", 1),
    ("overrulings", "snapshot = 3", 1),
    ("feeds", "url = 'https://tern.example/feed'", 1),
    ("feeds", "doc = replace(doc, 'Gannet', 'Tern')", 1),
    ("entries", "doc = replace(doc, 'Of one', 'Of two')", 1),
    ("entries", "wanted = 0", 1),
    ("formers", "article = 1", 1),
    ("mutes", "phrase = 'gull'", 1),
)


@pytest.mark.parametrize(("table", "forgery", "number"), _FORGERIES)
def test_a_record_altered_by_hand_is_named(
    library: FileLibrary, table: str, forgery: str, number: int
) -> None:
    everything(library)
    assert list(library.verify()) == []
    engine = library.store.engine
    before = engine.rows(f"SELECT * FROM docs_{table} WHERE id = {number}")
    engine.execute(f"UPDATE docs_{table} SET {forgery} WHERE id = {number}")
    assert before != engine.rows(f"SELECT * FROM docs_{table} WHERE id = {number}")
    faults = list(library.verify())
    assert any(f"{table} {number}" in f"{fault.record} {fault.fault}" for fault in faults)
    article = 1 if table in ("articles", "snapshots", "checks") else None
    assert article is None or article in {fault.article for fault in faults}


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ("checks", "articles 1"),
        ("overrulings", "articles 1"),
        ("formers", "articles 2"),
        ("feeds", "feeds 1"),
    ],
)
def test_what_was_taken_out_and_belongs_to_something_is_missed(
    library: FileLibrary, table: str, named: str
) -> None:
    everything(library)
    library.store.engine.execute(f"DELETE FROM docs_{table} WHERE id = 1")
    assert [fault.record for fault in library.verify()] == [named]


@pytest.mark.parametrize("table", ["formers", "mutes", "snapshots", "articles"])
def test_a_record_whose_other_fields_are_no_fields_is_named(
    library: FileLibrary, table: str
) -> None:
    everything(library)
    library.store.engine.execute(f"UPDATE docs_{table} SET doc = 5 WHERE id = 1")
    assert f"{table} 1" in {fault.record for fault in library.verify()}


def test_what_the_program_itself_alters_is_sound(library: FileLibrary) -> None:
    everything(library)
    library.judge(1, 3, NOTHING, [Flag.REVERT])
    library.clear(1, 2)
    library.mark(1, Mark(read=True, starred=True, tag="gull", place=0.5), at=after(400))
    library.mute(Mute(phrase="gull"))
    library.put_back(library.listings())
    save(library, saving(edited(7), at=after(-1)))
    library.remove(2, at=after(401))
    assert list(library.verify()) == []
    library.restore(2)
    library.remove(1, at=after(402))
    library.purge(at=after(403))
    assert list(library.verify()) == []
    library.feeds.remove(1)
    assert list(library.verify()) == []
