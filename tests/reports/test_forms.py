"""Markdown, HTML and plain text of documents and changes."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from tuireader import compare, document, to_json
from tuireader.model import (
    Block,
    BlockKind,
    Document,
    Link,
    Origin,
    Pair,
    Response,
    Settled,
    Snapshot,
)
from tuireader.reports import (
    change_html,
    change_markdown,
    document_html,
    document_markdown,
    document_text,
)
from tuireader.reports.evidence import Evidence, evidence_html, evidence_json, evidence_markdown

STORY = Document(
    headline="Ferry <late> *again*",
    byline=("Ada Krumm",),
    source="The Gannet",
    language="en",
    blocks=(
        Block(kind=BlockKind.STANDFIRST, text="No boat till noon."),
        Block(
            text="See the timetable.", links=(Link(start=8, end=17, href='https://g.example/"t'),)
        ),
        Block(kind=BlockKind.HEADING, text="Why"),
        Block(kind=BlockKind.LIST_ITEM, text="fog"),
        Block(kind=BlockKind.CAPTION, text="The quay. Photo: A. Krumm"),
        Block(kind=BlockKind.PREFORMATTED, text="a\nb"),
    ),
)
BEFORE = document("Ferry late", ["Two people waited on the <b>quay</b>.", "Fog lay over the bay."])
AFTER = document("Ferry late", ["Nine people waited on the <b>quay</b>.", "Fog lay over the bay."])
SIDES = Pair(before=BEFORE, after=AFTER)


def test_text_is_headline_and_body_with_one_blank_line_between_and_no_captions() -> None:
    assert document_text(STORY) == (
        "Ferry <late> *again*\n\nNo boat till noon.\n\nSee the timetable.\n\nWhy\n\nfog\n\na\nb"
    )


def test_markdown_shows_a_headline_s_signs_as_they_stand() -> None:
    shown = document_markdown(STORY)
    assert shown.startswith("# Ferry \\<late\\> \\*again\\*\n\n*Ada Krumm, The Gannet*")
    assert "\n\n- fog" in shown
    assert "    a\n    b" in shown


def test_html_escapes_everything_and_runs_nothing() -> None:
    shown = document_html(STORY)
    assert "Ferry &lt;late&gt;" in shown
    assert '<a rel="noreferrer" href="https://g.example/&quot;t">timetable</a>' in shown
    assert "default-src 'none'" in shown
    assert "<script" not in shown


def test_a_change_in_html_marks_the_words_of_each_side() -> None:
    shown = change_html(compare(BEFORE, AFTER), SIDES)
    assert "<del>Two" in shown
    assert "<ins>Nine" in shown
    assert "&lt;b&gt;quay" in shown


def test_changes_only_leaves_out_what_stayed() -> None:
    change = compare(BEFORE, AFTER)
    assert "Fog lay" in change_html(change, SIDES)
    assert "Fog lay" not in change_html(change, SIDES, changes_only=True)
    assert "Fog lay" not in change_markdown(change, SIDES, changes_only=True)


def test_a_change_in_markdown_strikes_the_old_and_bolds_the_new() -> None:
    shown = change_markdown(compare(BEFORE, AFTER), SIDES)
    assert "~~Two" in shown
    assert "**Nine" in shown


def evidence(found: Document, number: int, body: bytes | None) -> Evidence:
    """Wrap a document as one side of a report."""
    snapshot = Snapshot(
        article=1,
        number=number,
        taken_at=datetime(2026, 5, number, 12, tzinfo=UTC),
        origin=Origin.FETCH,
        url="https://g.example/ferry",
        digest=found.digest,
        seal=f"{number:064x}",
        headline=found.headline,
    )
    response = (
        None if body is None else Response(url=snapshot.url, headers={"etag": "x"}, body=body)
    )
    return Evidence(snapshot=snapshot, document=found, response=response)


def test_evidence_gives_both_sides_digests_seals_and_times() -> None:
    sides = Pair(before=evidence(BEFORE, 1, None), after=evidence(AFTER, 2, b"<html>"))
    change = compare(BEFORE, AFTER)
    for shown in (
        evidence_html(change, sides),
        evidence_markdown(change, sides),
        json.dumps(evidence_json(change, sides)),
    ):
        for fact in (BEFORE.digest, AFTER.digest, f"{1:064x}", f"{2:064x}", "2026-05-02T12:00:00Z"):
            assert fact in shown
    assert "not kept" in evidence_html(change, sides)
    assert "6 bytes, sha-256" in evidence_html(change, sides)


def test_json_forms_hold_every_key_and_no_naive_time() -> None:
    shown = to_json(document("H", ["a"], published=datetime(2026, 1, 2, 3, tzinfo=UTC)))
    assert shown["published"] == "2026-01-02T03:00:00Z"
    assert shown["modified"] is None
    assert json.loads(json.dumps(to_json(compare(BEFORE, AFTER))))["article"] is None


def test_an_earlier_edit_that_a_notice_explains_stands_in_the_json() -> None:
    edit = replace(compare(BEFORE, AFTER).edits[0], notice=0)
    seen = datetime(2031, 5, 4, 9, tzinfo=UTC)
    settled = Settled(snapshot=2, taken_at=seen, edit=edit, hours=3.383)
    shown = to_json(replace(compare(AFTER, AFTER), settles=(settled,)))
    assert shown["settles"] == [
        {
            "snapshot": 2,
            "taken_at": "2031-05-04T09:00:00Z",
            "before": "Two",
            "after": "Nine",
            "notice": 0,
            "hours": 3.38,
        }
    ]
