"""Documents, changes and histories as text: what a reader without colours sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console

from tests.rendering.made import made, row_of
from tuireader import compare, rendering
from tuireader.model import (
    Block,
    BlockKind,
    Change,
    ChangeKind,
    Check,
    CheckError,
    CheckStatus,
    Disclosure,
    Document,
    Edit,
    Link,
    Move,
    Notice,
    NoticeKind,
    Origin,
    Pair,
    Row,
    RowOp,
    Segment,
    SegmentOp,
    Settled,
    Snapshot,
    Verdict,
)
from tuireader.rendering import Layout, Printed, Role

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
NOTE = Notice(kind=NoticeKind.CORRECTION, text="Correction: the mayor was not there.")
BEFORE = Document(
    headline="Bridge opens",
    source="The Gannet",
    byline=("Ada Finch", "Bo Reed"),
    published=NOW - timedelta(days=2),
    modified=NOW - timedelta(days=1),
    blocks=(
        Block(kind=BlockKind.STANDFIRST, text="At last."),
        Block(text="The mayor opened the bridge on Monday before forty people."),
        Block(kind=BlockKind.QUOTE, text="It holds."),
        Block(kind=BlockKind.LIST_ITEM, text="first"),
        Block(kind=BlockKind.LIST_ITEM, text="second"),
        Block(kind=BlockKind.PREFORMATTED, text="a  b\nc  d"),
        Block(kind=BlockKind.CAPTION, text="The bridge."),
        Block(text="See the plans.", links=(Link(start=8, end=13, href="https://x.example/p"),)),
    ),
)
AFTER = Document(
    headline="Bridge opens",
    blocks=(
        BEFORE.blocks[0],
        Block(text="The deputy mayor opened the bridge on Monday before fifty people."),
        Block(kind=BlockKind.NOTICE, text=NOTE.text),
        *BEFORE.blocks[2:7],
    ),
    notices=(NOTE,),
)
SIDES = Pair(before=BEFORE, after=AFTER)


def change() -> Change:
    bare = made(BEFORE, AFTER)
    row = row_of(bare, "deputy")
    edits = (
        Edit(before="", after="deputy", row=row, kind=ChangeKind.FACTUAL, notice=0, weight=0.8),
        Edit(before="forty", after="fifty", row=row, kind=ChangeKind.FACTUAL, weight=0.4),
    )
    return made(BEFORE, AFTER, edits, disclosure=Disclosure.PARTLY)


# -- documents


def test_each_kind_of_block_has_its_manner() -> None:
    text = rendering.document(BEFORE, 60).plain()
    assert text.startswith("Bridge opens\n\nThe Gannet · Ada Finch, Bo Reed · 2 March, changed 3")
    assert "\n  │ It holds.\n\n  • first\n  • second\n\n  a  b\n  c  d\n\n  ▫ The bridge.\n" in text


def test_a_notice_in_the_story_is_set_apart() -> None:
    assert "\n┃ Correction: the mayor was not there.\n" in rendering.document(AFTER, 60).plain()


def test_a_notice_elsewhere_on_the_page_stands_before_the_story() -> None:
    loose = Document(headline="H", blocks=(Block(text="Story."),), notices=(NOTE,))
    text = rendering.document(loose, 60).plain()
    assert text.index("┃ Correction") < text.index("Story.")


def test_lines_are_no_longer_than_the_measure() -> None:
    long = Document(headline="H", blocks=(Block(text="word " * 100),))
    sheet = rendering.document(long, 200, measure=50)
    assert max(len(line) for line in sheet.plain().splitlines()) <= 50


def test_links_keep_their_addresses() -> None:
    sheet = rendering.document(BEFORE, 60)
    linked = [f for line in sheet.lines() for f in line if f.link]
    assert [(f.text, f.link, f.role) for f in linked] == [
        ("plans", "https://x.example/p", Role.LINK)
    ]


def test_a_document_without_a_story_says_so() -> None:
    assert "No story was found" in rendering.document(Document(headline="H"), 60).plain()


# -- changes


def test_side_by_side_reads_without_colour() -> None:
    text = rendering.diff(change(), SIDES, width=100, marks=True).plain()
    assert " - The mayor opened the bridge on Monday before" in text
    assert "+ The [deputy] mayor" in text
    assert "[forty]" in text
    assert "[fifty]" in text
    assert "① explained" in text
    assert "△ factual, silent" in text
    assert "+ ┃ Correction: the mayor was not there." in text


def test_the_divider_stands_in_one_column() -> None:
    sheet = rendering.diff(change(), SIDES, width=100)
    assert {line.index("│") for line in sheet.plain().splitlines() if "It holds" not in line} == {
        49
    }


def test_inline_puts_the_old_words_before_the_new_ones() -> None:
    text = rendering.diff(change(), SIDES, width=90, layout=Layout.INLINE, marks=True).plain()
    assert "~ The {+deputy+} mayor" in text
    assert "[-forty-]{+fifty+}" in text
    assert " - See the plans." in text


def test_inline_without_marks_keeps_words_apart() -> None:
    text = rendering.diff(change(), SIDES, width=90, layout=Layout.INLINE).plain()
    assert "forty fifty people" in text


def test_changes_only_folds_the_rest() -> None:
    text = rendering.diff(change(), SIDES, width=100, changes_only=True).plain()
    assert "⋯ 2 paragraphs unchanged" in text
    assert "⋯ 5 paragraphs unchanged" in text
    assert "It holds" not in text


def test_stops_are_the_edits_and_the_changed_rows_that_hold_none() -> None:
    sheet = rendering.diff(change(), SIDES, width=100)
    lines = sheet.plain().splitlines()
    places = [lines[sheet.top(stop.part) + stop.line] for stop in sheet.stops]
    assert len(places) == 3
    assert "deputy" in places[0]
    assert "fifty" in places[1]
    assert "See the plans" in places[2]


def test_nothing_stands_behind_words_that_may_be_wider_than_the_table_says() -> None:
    khmer = "ព័ត៌មានថ្មីៗ"
    before = Document(headline=khmer, blocks=(Block(text=f"{khmer} 200"),))
    after = Document(headline=khmer, blocks=(Block(text=f"{khmer} 300"),))
    found = replace(compare(before, after), edits=())
    edit = Edit(before="200", after="300", row=1, kind=ChangeKind.FACTUAL)
    sheet = rendering.diff(replace(found, edits=(edit,)), None, width=100)
    (labelled,) = [line for line in sheet.plain().splitlines() if "silent" in line]
    assert khmer not in labelled
    top = rendering.verdict(found, 100, NOW).plain().splitlines()
    assert not [line for line in top if khmer in line and "→" in line]


def test_a_notice_is_a_stop_where_nothing_else_changed() -> None:
    before = Document(headline="H", blocks=(Block(text="One."),))
    note = Block(kind=BlockKind.NOTICE, text="Correction: one was two.")
    notices = (Notice(kind=NoticeKind.CORRECTION, text=note.text),)
    after = Document(headline="H", blocks=(Block(text="One."), note), notices=notices)
    found = compare(before, after)
    assert not found.edits
    sheet = rendering.diff(found, Pair(before=before, after=after), width=100)
    (stop,) = sheet.stops
    assert stop.label == "notice"
    assert "Correction" in sheet.plain().splitlines()[sheet.top(stop.part) + stop.line]


def test_a_split_shows_its_paragraphs_apart() -> None:
    before = Document(headline="H", blocks=(Block(text="One. Two."),))
    after = Document(headline="H", blocks=(Block(text="One."), Block(text="Two.")))
    segments = (
        Segment(op=SegmentOp.EQUAL, text="One."),
        Segment(op=SegmentOp.DELETE, text=" "),
        Segment(op=SegmentOp.INSERT, text="\n"),
        Segment(op=SegmentOp.EQUAL, text="Two."),
    )
    row = Row(op=RowOp.SPLIT, before=(0,), after=(0, 1), segments=segments)
    split = Change(
        sides=made(before, after).sides,
        kind=ChangeKind.COPYEDIT,
        disclosure=Disclosure.NONE,
        weight=0.1,
        rows=(row,),
    )
    text = rendering.diff(split, Pair(before=before, after=after), width=60).plain()
    right = [line.split("│")[1].strip(" +") for line in text.splitlines()]
    assert right == ["One.", "", "Two.", ""]


def test_what_moved_says_from_where() -> None:
    document = Document(headline="H", blocks=(Block(text="A."), Block(text="B.")))
    rows = (
        Row(
            op=RowOp.EQUAL,
            moved=True,
            before=(1,),
            after=(0,),
            segments=(Segment(op=SegmentOp.EQUAL, text="B."),),
        ),
        Row(op=RowOp.EQUAL, before=(0,), after=(1,), segments=(_equal("A."),)),
    )
    moved = Change(
        sides=made(document, document).sides,
        kind=ChangeKind.COPYEDIT,
        disclosure=Disclosure.NONE,
        weight=0.1,
        rows=rows,
        moves=(Move(text="a passage", before=4, after=1),),
    )
    text = rendering.diff(moved, None, width=100).plain()
    assert "⇡ moved from paragraph 2" in text
    assert "⇡ moved from paragraph 5: a passage" in text


def _equal(text: str) -> Segment:
    return Segment(op=SegmentOp.EQUAL, text=text)


@pytest.mark.parametrize("width", [40, 60, 91, 120])
@pytest.mark.parametrize("layout", list(Layout))
def test_no_line_is_wider_than_asked(width: int, layout: Layout) -> None:
    sheet = rendering.diff(change(), SIDES, width=width, layout=layout, marks=True)
    assert max(len(line) for line in sheet.plain().splitlines()) <= width


def test_wide_scripts_get_their_column_set_by_the_cursor() -> None:
    document = Document(headline="H", blocks=(Block(text="ខ្មែរ भाषा"), Block(text="plain")))
    sheet = rendering.diff(made(document, document), None, width=60)
    columns = [[f.column for f in line if f.text == "│"] for line in sheet.lines() if line]
    assert [29] in columns
    assert [-1] in columns
    shown = Console(force_terminal=True, width=60, color_system=None)
    with shown.capture() as capture:
        shown.print(Printed(sheet))
    assert "\x1b[30G│" in capture.get()


# -- verdicts


def test_the_verdict_says_what_and_whether_it_was_told() -> None:
    text = rendering.verdict(change(), 120, NOW, zone=UTC).plain()
    assert "◇ factual · partly disclosed    1 edit explained by the notice, 1 not" in text
    assert "+9 −6 words · 96 % alike" in text
    assert " ┃ ① Correction: the mayor was not there." in text


def test_long_notices_are_cut_with_an_ellipsis() -> None:
    long = Notice(kind=NoticeKind.UPDATE, text="Update: " + "words " * 80)
    after = Document(headline="Bridge opens", blocks=BEFORE.blocks, notices=(long,))
    cut = rendering.verdict(made(BEFORE, after), 60, NOW, notices=2)
    whole = rendering.verdict(made(BEFORE, after), 60, NOW)
    assert cut.height < whole.height
    assert cut.plain().rstrip().endswith("…")


def test_a_removed_notice_is_shown() -> None:
    text = rendering.verdict(made(AFTER, BEFORE), 80, NOW).plain()
    assert "┃ ▽ removed Correction: the mayor was not there." in text


def test_an_earlier_edit_that_a_notice_explains_is_named_with_its_time() -> None:
    edit = Edit(before="Two", after="Three", row=1, kind=ChangeKind.FACTUAL, notice=0)
    settled = Settled(snapshot=2, taken_at=NOW, edit=edit, hours=3.4)
    found = replace(made(BEFORE, AFTER), settles=(settled,))
    text = rendering.verdict(found, 80, NOW).plain()
    assert "① explains snapshot 2, untold for 3 h 24 min: Two → Three" in text


# -- histories


def snapshot(number: int, hour: int, digest: str, verdict: Verdict | None = None) -> Snapshot:
    return Snapshot(
        article=1,
        number=number,
        taken_at=NOW - timedelta(hours=hour),
        origin=Origin.FETCH,
        url="",
        digest=digest,
        seal="",
        headline="Bridge opens",
        verdict=verdict,
    )


def look(hour: int, status: CheckStatus, number: int | None = None) -> Check:
    error = None
    if status is CheckStatus.FAILED:
        from tuireader.errors import ErrorKind

        error = CheckError(kind=ErrorKind.TIMEOUT, message="The server took too long.")
    at = NOW - timedelta(hours=hour)
    return Check(article=1, url="", at=at, status=status, snapshot=number, error=error)


def test_a_history_folds_looks_that_brought_nothing() -> None:
    silent = Verdict(kind=ChangeKind.FACTUAL, disclosure=Disclosure.SILENT, weight=0.9)
    history = [snapshot(1, 30, "a"), snapshot(2, 20, "a"), snapshot(3, 5, "b", silent)]
    checks = [
        look(30, CheckStatus.NEW, 1),
        look(20, CheckStatus.UNCHANGED, 2),
        look(12, CheckStatus.UNCHANGED),
        look(8, CheckStatus.FAILED),
        look(5, CheckStatus.CHANGED, 3),
    ]
    shown = rendering.looks(history, checks)
    text = rendering.timeline(shown, {3: change()}, 90, NOW, zone=UTC).plain()
    assert text.splitlines() == [
        "      3 March 06:00    1  first saved",
        "                          stood 1 d 1 h",
        "                  ┊       2 looks, nothing new over 8 h",
        "                  ┊       1 look, failed",
        "                          The server took too long.",
        "      4 March 07:00    3  △ factual · silent   ▇▄   stands still",
        "                          added “deputy”  +1",
    ]


def test_a_blocked_page_is_no_text() -> None:
    from dataclasses import replace

    history = [snapshot(1, 9, "a"), replace(snapshot(2, 5, "wall"), blocked=True)]
    assert [each.number for each in rendering.texts(history)] == [1]
