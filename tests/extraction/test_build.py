"""A Document is made from paragraphs that somebody already has, notes found as in a page."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from tests.extraction.pages import NOTE, PARAGRAPHS
from tuireader import to_json
from tuireader.extraction import EXTRACTOR, document
from tuireader.model import BlockKind


def test_paragraphs_become_blocks_and_empty_ones_vanish() -> None:
    made = document(" The  ferry ", [PARAGRAPHS[0], "", " \n", PARAGRAPHS[1]])
    assert made.headline == "The ferry"
    assert [block.text for block in made.blocks] == list(PARAGRAPHS[:2])


def test_a_note_is_a_block_and_a_notice() -> None:
    made = document("The ferry", [*PARAGRAPHS, NOTE, NOTE])
    assert made.blocks[-1].kind is BlockKind.NOTICE
    assert [notice.text for notice in made.notices] == [NOTE]


def test_a_note_at_a_paragraphs_end_leaves_the_paragraph_whole() -> None:
    note = "An earlier version of this article said it left at one."
    made = document("The ferry", [f"The ferry left at noon. {note}"])
    assert made.blocks[0].kind is BlockKind.PARAGRAPH
    assert [notice.text for notice in made.notices] == [note]


def test_times_and_address_are_kept() -> None:
    moment = datetime(2024, 11, 13, tzinfo=UTC)
    made = document("A", ["B"], url="https://gazette.example/", published=moment, modified=moment)
    assert (made.url, made.published, made.modified) == ("https://gazette.example/", moment, moment)
    assert made.extractor == EXTRACTOR


def test_a_time_without_a_zone_is_the_same_moment_on_every_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It counts as UTC, as it does in a page."""
    told = set()
    for zone in ("UTC", "Asia/Tokyo"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        naive = datetime(2026, 3, 2, 8)  # noqa: DTZ001  (what a caller gives now and then)
        made = document("Fire", PARAGRAPHS, published=naive, modified=naive)
        told.add((to_json(made)["published"], to_json(made)["modified"]))
    monkeypatch.undo()
    time.tzset()
    assert told == {("2026-03-02T08:00:00Z", "2026-03-02T08:00:00Z")}
