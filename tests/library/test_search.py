"""Full text over all snapshots, and when a wording stood where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.library.builders import (
    FERRY,
    MARKET,
    NOON,
    SILENT,
    after,
    document,
    edited,
    save,
    save_history,
    saving,
)
from tuireader.errors import NotFoundError
from tuireader.library import open_library
from tuireader.library.opening import FileLibrary
from tuireader.library.protocol import Wanted
from tuireader.model import BlockKind

TEXTS = {
    "en": "The skipper’s “gull” was in good spirits — and well fed.",
    "km": "សត្វទីទុយត្រូវបានរកឃើញនៅក្នុងម៉ាស៊ីន",
    "zh": "渡船因发动机里有一只海鸥而停航。",
    "de": "Die Straße zum Hafen ist gesperrt.",
    "ru": "Паром отменён из-за чайки.",
}


@pytest.fixture
def texts(library: FileLibrary) -> FileLibrary:
    for name, text in TEXTS.items():
        save(library, saving(document([text], headline=name), article=f"{FERRY}/{name}"))
    return library


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("skipper", "en"),
        ("SKIPPER", "en"),
        ("skipper's", "en"),
        ('"good spirits"', "en"),
        ('"gull"', "en"),
        ("kippe", "en"),
        ("fed.", "en"),
        ("- and", "en"),
        ("spirits fed skipper", "en"),
        ("ទីទុយ", "km"),
        ("ង", "km"),
        ("海鸥", "zh"),
        ("鸥", "zh"),
        ("停航。", "zh"),
        ("。", "zh"),
        ("strasse", "de"),
        ("STRASSE", "de"),
        ("чайк", "ru"),
        ("ЧАЙКИ", "ru"),
    ],
)
def test_words_parts_and_scripts_without_spaces_are_found(
    texts: FileLibrary, query: str, language: str
) -> None:
    assert {hit.text for hit in texts.search(query)} == {TEXTS[language]}


def test_letters_may_be_typed_in_parts(library: FileLibrary) -> None:
    """File names and some keyboards give “é” as two characters (NFD)."""
    save(library, saving(document(["Ёлкин sålde caféet."], headline="Caféet såld")))
    for typed in ("Ёлкин", "caféet", "sålde caféet"):
        parts = normalize("NFD", typed)
        assert library.search(parts)
        assert library.trace(parts)
    assert library.resolve(normalize("NFD", "caféet")).number == 1
    assert len(library.listings(Wanted(query=normalize("NFD", "caféet")))) == 1


@pytest.mark.parametrize(
    "query",
    [
        "tern",
        '"spirits good"',
        "skipper Hafen",
        "",
        "  ",
        '"',
        '""',
        '"unclosed',
        "%",
        "*",
        "NEAR(",
    ],
)
def test_what_does_not_stand_there_is_not_found(texts: FileLibrary, query: str) -> None:
    assert texts.search(query) == ()


def test_a_hit_says_where(library: FileLibrary) -> None:
    read = document(["First.", "A gull and a gull’s feather"], headline="Nothing")
    save(library, saving(read))
    (hit,) = library.search("gull")
    assert (hit.article, hit.snapshot, hit.block) == (1, 1, 1)
    assert [hit.text[start:end] for start, end in hit.spans] == ["gull", "gull"]
    (headline,) = library.search("noth")
    assert (headline.block, headline.text, headline.spans) == (-1, "Nothing", ((0, 4),))


def test_spans_fit_where_letters_fold_to_several(texts: FileLibrary) -> None:
    (hit,) = texts.search("strasse gesperrt")
    assert [hit.text[start:end] for start, end in hit.spans] == ["Straße", "gesperrt"]


def test_a_passage_is_one_hit_in_the_first_snapshot_that_has_it(library: FileLibrary) -> None:
    save_history(library, 4)
    assert [(hit.snapshot, hit.block) for hit in library.search("skipper")] == [(1, 1)]
    assert [hit.snapshot for hit in library.search('"take 5 days"')] == [3]


def test_a_passage_in_two_articles_is_two_hits(library: FileLibrary) -> None:
    save(library, saving())
    save(library, saving(article=MARKET))
    assert {hit.article for hit in library.search("skipper")} == {1, 2}


def test_the_newest_come_first_and_there_is_an_end(library: FileLibrary) -> None:
    save_history(library, 6)
    hits = library.search("repairs", limit=3)
    assert [hit.snapshot for hit in hits] == [6, 5, 4]


def test_removed_articles_are_not_searched(library: FileLibrary) -> None:
    save_history(library, 2)
    library.remove(1, at=NOON)
    assert library.search("skipper") == ()
    assert library.trace("skipper") == ()
    library.restore(1)
    assert len(library.search("skipper")) == 1


def test_what_is_purged_is_gone_from_the_index_and_the_file(path: Path) -> None:
    with open_library(path) as library:
        save(library, saving(document(["The albatross of Skarholm"])))
        save(library, saving(article=MARKET))
        assert len(library.search("albatross")) == 1
        library.remove(1, at=NOON)
        (dropped,) = library.purgeable()
        assert (dropped.article, dropped.url, dropped.snapshots) == (1, FERRY, 1)
        assert library.purge(at=after(1)) == (dropped,)
        assert library.purgeable() == ()
        assert library.search("albatross") == ()
        assert len(library.search("skipper")) == 1
        runs = library.store.engine.rows("SELECT term FROM passage_runs WHERE term = 'alb'")
        assert runs == []
        with pytest.raises(NotFoundError):
            library.resolve("1")
        assert list(library.verify()) == []
        check = save(library, saving())
        assert check.article == 3
    assert b"/ferry\x00" not in path.read_bytes()


def test_what_is_saved_after_a_purge_of_the_newest_is_found(library: FileLibrary) -> None:
    save(library, saving(article=MARKET))
    save(library, saving(document(["The albatross of Skarholm"])))
    assert len(library.search("albatross")) == 1
    library.remove(2, at=NOON)
    library.purge(at=after(1))
    save(library, saving(document(["A kittiwake"])))
    assert [hit.article for hit in library.search("kittiwake")] == [3]
    assert library.search("albatross") == ()


@pytest.mark.parametrize("harm", ["DELETE FROM docs_texts", "UPDATE docs_texts SET data = x'00'"])
def test_a_damaged_article_can_be_purged(library: FileLibrary, harm: str) -> None:
    save(library, saving(article=MARKET))
    save_history(library, 3)
    assert len(library.search("skipper")) == 2
    library.store.engine.execute(f"{harm} WHERE id = 3")
    library.remove(2, at=NOON)
    assert [each.article for each in library.purge(at=after(1))] == [2]
    assert [hit.article for hit in library.search("skipper")] == [1]
    assert list(library.verify()) == []


def test_a_read_only_library_is_searched_whole_without_being_indexed(path: Path) -> None:
    with open_library(path) as library:
        save_history(library, 2)
        reader = open_library(path, read_only=True)
        with reader:
            assert [hit.snapshot for hit in reader.search('"take 4 days"')] == [2]
            assert [hit.snapshot for hit in reader.search("skipper")] == [1]


def test_searching_once_more_finds_what_came_in_between(library: FileLibrary) -> None:
    save(library, saving(edited(1)))
    assert library.search("kittiwake") == ()
    save(library, saving(document(["A kittiwake"]), at=after(1), previous=1, verdict=SILENT))
    assert len(library.search("kittiwake")) == 1


def test_a_damaged_index_is_made_anew(path: Path) -> None:
    with open_library(path) as library:
        save_history(library, 3)
        assert len(library.search("skipper")) == 1
        library.store.engine.execute("UPDATE passage_index_data SET block = x'00ff' WHERE id > 10")
    with open_library(path, read_only=True) as library:
        assert [hit.snapshot for hit in library.search("skipper")] == [1]
    with open_library(path) as library:
        assert [hit.snapshot for hit in library.search("skipper")] == [1]
        assert library.search("albatross") == ()
        assert list(library.verify()) == []


def test_a_trace_says_when_a_wording_came_and_went(library: FileLibrary) -> None:
    wordings = ("a gull", "a Gull", "a tern", "a  gull", "a tern", "a tern")
    previous = None
    for hour, wording in enumerate(wordings):
        read = document([f"It was {wording}."])
        verdict = SILENT if previous else None
        check = save(library, saving(read, at=after(hour), previous=previous, verdict=verdict))
        previous = check.snapshot
    (trace,) = library.trace("was a gull", article=1)
    assert (trace.first_snapshot, trace.first_seen) == (1, NOON)
    assert (trace.last_snapshot, trace.last_seen) == (2, after(1))
    assert trace.gone_by == after(2)
    (other,) = library.trace("a tern")
    assert (other.first_snapshot, other.last_snapshot, other.gone_by) == (3, 6, None)
    assert library.trace("a puffin") == ()
    assert library.trace(" ") == ()


def test_a_notice_that_quotes_a_wording_does_not_keep_it_standing(library: FileLibrary) -> None:
    note = "Correction: an earlier version said it was a gull."
    save(library, saving(document(["It was a gull."])))
    corrected = document(["It was a tern.", note])
    notice = replace(corrected.blocks[1], kind=BlockKind.NOTICE)
    corrected = replace(corrected, blocks=(corrected.blocks[0], notice))
    save(library, saving(corrected, at=after(1), previous=1, verdict=SILENT))
    (trace,) = library.trace("was a gull")
    assert (trace.last_snapshot, trace.gone_by) == (1, after(1))
    (quoted,) = library.trace("an earlier version")
    assert (quoted.first_snapshot, quoted.gone_by) == (2, None)


def test_a_wall_does_not_end_a_trace(library: FileLibrary) -> None:
    save(library, saving())
    save(library, saving(document(["Log in"]), at=after(1), blocked=True))
    (trace,) = library.trace("skipper")
    assert trace.gone_by is None


def test_tracing_in_an_article_that_is_not_there_is_told(library: FileLibrary) -> None:
    with pytest.raises(NotFoundError):
        library.trace("gull", article=4)


def test_an_index_that_lost_its_passages_finds_nothing_of_them(library: FileLibrary) -> None:
    save_history(library, 2)
    assert library.search("ferry")
    library.store.engine.execute("DELETE FROM docs_passages")
    assert library.search("ferry") == ()
