"""Which block becomes which."""

from __future__ import annotations

from tests.diffing.helpers import PARAGRAPH, body, compared, marked, of_kinds, shapes
from tuireader.diffing import diff
from tuireader.model import BlockKind, Document, Pair, RowOp

HARBOUR = "The harbour of Ostrava Bay was closed on Friday after a crane fell into the water."
FERRY = "Two ferries were sent back to the mainland with about 300 passengers on board."
MAYOR = "Mayor Lena Holm said an inquiry would begin as soon as divers had searched the basin."
UNION = "The dockers’ union had warned of worn cables in three letters since the spring."
WEATHER = "Rain is expected through the weekend, with gusts of up to 80 kilometres an hour."
SCHOOL = "Pupils of the maritime school spent the night in a gymnasium near the old market."
CRANE = "The crane was built in 1974 and had last been painted, though not tested, in autumn."
CLERK = "A clerk who asked to see its papers was told that they had burned with the old office."
TALLY = "Insurers put the damage at 4 million crowns, most of it for grain that can't be sold."
STORY = [HARBOUR, FERRY, MAYOR, UNION, WEATHER]


def test_an_inserted_paragraph_shifts_nothing() -> None:
    found = compared(STORY, [HARBOUR, SCHOOL, *STORY[1:]])
    assert shapes(found) == [
        ("equal", (0,), (0,)),
        ("insert", (), (1,)),
        *(("equal", (i,), (i + 1,)) for i in range(1, 5)),
    ]


def test_a_deleted_paragraph_stands_where_it_was() -> None:
    found = compared(STORY, [HARBOUR, FERRY, UNION, WEATHER])
    assert [op for op, _, _ in shapes(found)] == ["equal", "equal", "delete", "equal", "equal"]


def test_a_moved_paragraph_stands_once_at_its_new_place() -> None:
    found = compared(STORY, [WEATHER, *STORY[:4]])
    assert shapes(found) == [
        ("M equal", (4,), (0,)),
        *(("equal", (i,), (i + 1,)) for i in range(4)),
    ]


def test_a_moved_and_edited_paragraph_is_one_row() -> None:
    changed = WEATHER.replace("80", "95").replace("Rain", "Heavy rain")
    found = compared(STORY, [changed, *STORY[:4]])
    assert shapes(found)[0] == ("M edit", (4,), (0,))


def test_neighbours_of_like_size_that_change_places_both_moved() -> None:
    found = compared(STORY, [HARBOUR, MAYOR, FERRY, UNION, WEATHER])
    assert shapes(found)[1:3] == [("M equal", (2,), (1,)), ("M equal", (1,), (2,))]


def test_a_heading_that_passes_a_long_paragraph_is_the_one_that_moved() -> None:
    long = " ".join(STORY)
    found = compared([SCHOOL, "What happened at night", long, MAYOR], [SCHOOL, long, MAYOR])
    assert [op for op, _, _ in shapes(found)] == ["equal", "delete", "equal", "equal"]
    found = compared([SCHOOL, FERRY[:30], long, MAYOR], [SCHOOL, long, FERRY[:30], MAYOR])
    assert [op for op, _, _ in shapes(found)] == ["equal", "equal", "M equal", "equal"]


def test_a_rewritten_paragraph_in_its_place_is_an_edit() -> None:
    rewritten = "Divers searched the basin while Mayor Lena Holm promised an inquiry within days."
    found = compared(STORY, [HARBOUR, FERRY, rewritten, UNION, WEATHER])
    assert shapes(found)[2] == ("edit", (2,), (2,))


def test_unrelated_paragraphs_are_not_paired() -> None:
    found = compared([HARBOUR, MAYOR], [HARBOUR, "Quinoa soup needs forty minutes and some salt."])
    assert [op for op, _, _ in shapes(found)] == ["equal", "delete", "insert"]


def test_a_paragraph_cut_in_two_is_a_split_of_equal_words() -> None:
    found = compared([f"{HARBOUR} {FERRY}", MAYOR], [HARBOUR, FERRY, MAYOR])
    assert shapes(found) == [("split", (0,), (0, 1)), ("equal", (1,), (2,))]
    assert marked(body(found)[0]) == f"{HARBOUR}[ ]{{\n}}{FERRY}"


def test_paragraphs_joined_are_a_merge_even_when_edited() -> None:
    joined = f"{HARBOUR} {FERRY.replace('300', '320')} {MAYOR}"
    found = compared([HARBOUR, FERRY, MAYOR, UNION], [joined, UNION])
    assert shapes(found) == [("merge", (0, 1, 2), (0,)), ("equal", (3,), (1,))]


def test_a_short_piece_of_a_split_is_not_taken_by_a_look_alike() -> None:
    right = "Everyone has the right to leave. "
    before = [f"{right}{HARBOUR}", f"Everyone has the right to stay. {FERRY} {MAYOR}"]
    after = [right.strip(), HARBOUR, before[1]]
    assert shapes(compared(before, after))[0] == ("split", (0,), (0, 1))


def test_a_passage_cut_anew_is_one_edit_of_several() -> None:
    before = [f"{HARBOUR} {FERRY}", f"{MAYOR} {UNION}"]
    after = [HARBOUR, f"{FERRY} {MAYOR}", UNION]
    found = compared([SCHOOL, *before, WEATHER], [SCHOOL, *after, WEATHER])
    assert ("edit", (1, 2), (1, 2, 3)) in shapes(found)


def test_a_sentence_that_outweighs_its_paragraphs_does_not_drag_them_along() -> None:
    short, other = "Nobody was hurt.", "The basin stays shut."
    before = [HARBOUR, f"{short} {UNION}", FERRY, other, MAYOR]
    after = [HARBOUR, short, FERRY, f"{other} {UNION}", MAYOR]
    found = compared(before, after)
    assert [(b, a) for _, b, a in shapes(found)] == [((i,), (i,)) for i in range(5)]
    assert not any(op.startswith("M") for op, _, _ in shapes(found))


def test_a_live_blog_keeps_each_post_with_its_own_time_stamp() -> None:
    posts = [HARBOUR, FERRY, MAYOR, UNION, WEATHER]
    before = [line for k, post in enumerate(posts) for line in (f"{k + 3} minutes ago", post)]
    after = ["1 minutes ago", SCHOOL]
    after += [line for k, post in enumerate(posts) for line in (f"{k + 9} minutes ago", post)]
    found = compared(before, after)
    assert {(b[0], a[0]) for _, b, a in shapes(found) if b} == {(i, i + 2) for i in range(10)}
    assert not any(row.moved for row in found.rows)


def test_a_time_stamp_that_another_post_has_by_chance_moves_no_post() -> None:
    before = [HARBOUR, "5 minutes ago", UNION, "11 minutes ago", WEATHER]
    after = [HARBOUR, "11 minutes ago", UNION.replace("three", "four"), "17 minutes ago", WEATHER]
    found = compared(before, after)
    assert [(b, a) for _, b, a in shapes(found)] == [((i,), (i,)) for i in range(5)]
    assert not any(row.moved for row in found.rows)


def test_repeated_short_lines_stay_in_order() -> None:
    found = compared(["Advertisement", HARBOUR, "Advertisement", FERRY], ["Advertisement", FERRY])
    assert not any(row.moved for row in found.rows)


def test_numbered_headings_are_not_shifted_by_a_move() -> None:
    before = [line for k in range(5) for line in (f"Article {k + 1}", STORY[k])]
    after = [*before[:1], *before[5:], *before[1:5]]
    found = compared(before, after)
    pairs = {(before[b[0]], after[a[0]]) for _, b, a in shapes(found) if b and a}
    assert all(old == new for old, new in pairs)


def test_headlines_are_compared_with_each_other_alone() -> None:
    found = diff(Pair(before=Document(headline=HARBOUR), after=Document(headline="Crane falls")))
    assert (found.rows[0].before, found.rows[0].after) == ((-1,), (-1,))
    found = diff(Pair(before=Document(headline=HARBOUR), after=of_kinds((PARAGRAPH, HARBOUR))))
    assert [row.op.value for row in found.rows] == ["edit", "insert"]


def test_captions_notices_and_standfirsts_are_aligned_with_their_own_kind() -> None:
    for kind in (BlockKind.CAPTION, BlockKind.NOTICE, BlockKind.STANDFIRST):
        before = of_kinds((PARAGRAPH, HARBOUR), (kind, f"{FERRY} Photo: Ada Quist"))
        after = of_kinds((PARAGRAPH, f"{FERRY} More soon."), (kind, f"{FERRY} Photo: Ivo Renn"))
        pairs = {(row.before, row.after) for row in diff(Pair(before=before, after=after)).rows}
        assert ((1,), (1,)) in pairs
        assert ((1,), (0,)) not in pairs


def test_a_heading_made_a_paragraph_is_still_the_same_text() -> None:
    before = of_kinds((BlockKind.HEADING, MAYOR), (PARAGRAPH, HARBOUR))
    after = of_kinds((PARAGRAPH, MAYOR), (PARAGRAPH, HARBOUR))
    found = diff(Pair(before=before, after=after))
    assert {row.op.value for row in found.rows} == {"equal"}


def test_a_text_that_only_changed_its_kind_is_equal() -> None:
    before = of_kinds((BlockKind.STANDFIRST, MAYOR), (PARAGRAPH, HARBOUR), (PARAGRAPH, FERRY))
    after = of_kinds((PARAGRAPH, MAYOR), (PARAGRAPH, HARBOUR), (BlockKind.NOTICE, FERRY))
    found = diff(Pair(before=before, after=after))
    assert shapes(found) == [("equal", (i,), (i,)) for i in range(3)]


def test_a_moved_paragraph_in_between_does_not_hide_what_was_joined() -> None:
    found = compared([SCHOOL, *STORY], [f"{SCHOOL} {FERRY}", MAYOR, UNION, WEATHER, HARBOUR])
    assert shapes(found)[0] == ("merge", (0, 2), (0,))


def test_a_piece_cut_off_that_then_grew_is_still_a_split() -> None:
    grown = f"{HARBOUR} {WEATHER} {SCHOOL} {CRANE} {UNION}"
    found = compared([f"{FERRY} {UNION}", MAYOR], [FERRY, grown, MAYOR])
    assert shapes(found)[0] == ("split", (0,), (0, 1))


def test_an_unchanged_paragraph_does_not_part_what_passed_it_and_grew() -> None:
    found = compared([HARBOUR, UNION], [f"{MAYOR} {SCHOOL} {CRANE} {UNION}", HARBOUR])
    assert shapes(found) == [("M edit", (1,), (0,)), ("equal", (0,), (1,))]


def test_a_short_chinese_sentence_cut_off_is_a_split() -> None:
    first, second = "警方逮捕了两名涉嫌藏匿船只的男子。", "两人均否认指控，案件下个月开庭。"
    lake, school = "研究人员在湖底发现了一艘木船。", "校长通知说，学生秋季将搬到临时教室上课。"
    found = compared([school, first + second, lake], [lake, first, second])
    assert shapes(found)[-1] == ("M split", (1,), (1, 2))


def test_a_paragraph_that_lost_most_of_its_sentences_can_still_move() -> None:
    found = compared([*STORY, f"{SCHOOL} {CRANE} {CLERK} {TALLY}"], [SCHOOL, *STORY])
    assert shapes(found)[0] == ("M edit", (5,), (0,))


def test_what_stands_between_joined_paragraphs_may_have_been_moved_there() -> None:
    before = [SCHOOL, f"{HARBOUR} {FERRY}", MAYOR, UNION, WEATHER, CRANE]
    after = [SCHOOL, HARBOUR, MAYOR.replace("soon", "late"), FERRY, UNION, WEATHER, CRANE]
    assert ("split", (1,), (1, 3)) in shapes(compared(before, after))


def test_what_was_put_between_the_pieces_of_a_split_follows_it() -> None:
    both = f"{HARBOUR} {FERRY}"
    split, inserted = body(compared([both, WEATHER], [HARBOUR, SCHOOL, FERRY, WEATHER]))[:2]
    assert (split.op, split.after, split.moved) == (RowOp.SPLIT, (0, 2), False)
    assert (inserted.op, inserted.after) == (RowOp.INSERT, (1,))
    merge, deleted = body(compared([HARBOUR, SCHOOL, FERRY, WEATHER], [both, WEATHER]))[:2]
    assert (merge.op, merge.before, merge.moved) == (RowOp.MERGE, (0, 2), False)
    assert (deleted.op, deleted.before) == (RowOp.DELETE, (1,))


def test_a_paragraph_still_whole_in_its_place_is_not_displaced_by_what_joined_it() -> None:
    before = [SCHOOL, UNION, FERRY, MAYOR, f"{HARBOUR} {CRANE} {CLERK} No bids.", WEATHER]
    after = [SCHOOL, f"{HARBOUR} {CRANE} {CLERK} {UNION}", FERRY, MAYOR, "No bids.", WEATHER]
    found = compared(before, after)
    assert [(b, a) for _, b, a in shapes(found)] == [((i,), (i,)) for i in range(6)]
