"""Notes in JSON-LD are read as schema.org describes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from tuireader import notices
from tuireader.model import FoundIn, Notice, NoticeKind


def test_a_correction_as_text_is_read() -> None:
    found = notices.notices_in_linked_data([{"correction": "The mill was built in 1874."}])
    assert [(n.kind, n.text, n.found_in) for n in found] == [
        (NoticeKind.CORRECTION, "The mill was built in 1874.", FoundIn.JSON_LD)
    ]


def test_a_correction_comment_brings_its_date() -> None:
    comment = {
        "@type": "CorrectionComment",
        "text": "Clarification: The fee covers the return trip.",
        "datePublished": "2024-05-03T10:00:00Z",
    }
    (found,) = notices.notices_in_linked_data([{"@type": "NewsArticle", "correction": [comment]}])
    assert found.kind is NoticeKind.CLARIFICATION
    assert found.date == date(2024, 5, 3)


def test_an_address_or_nonsense_is_no_note() -> None:
    nodes: list[dict[str, Any]] = [
        {"correction": "https://example.org/corrections"},
        {"correction": 7},
        {"correction": {}},
    ]
    assert notices.notices_in_linked_data(nodes) == []


def test_a_flood_of_corrections_is_cut_off() -> None:
    nodes = [{"correction": f"The mill was built in {year}."} for year in range(1000, 1500)]
    assert len(notices.notices_in_linked_data(nodes)) <= 20


def test_the_same_note_never_stands_twice() -> None:
    short = Notice(kind=NoticeKind.CORRECTION, text="The mill was built in 1874")
    long = Notice(kind=NoticeKind.CORRECTION, text="Correction: The mill was built in 1874.")
    other = Notice(kind=NoticeKind.UPDATE, text="The harbour master has since replied.")
    assert notices.distinct([long, short, other, other]) == [long, other]
