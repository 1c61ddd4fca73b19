"""Which notices came, went, stayed."""

from __future__ import annotations

from tuireader.changes.noticing import compare
from tuireader.model import Notice, NoticeKind


def note(text: str) -> Notice:
    return Notice(kind=NoticeKind.CORRECTION, text=text)


ROOF = note("Correction: An earlier version said the roof is red. It is blue.")
DOOR = note("Correction: The name of the door's maker was misspelled.")


def test_equal_notices_are_kept_in_any_order() -> None:
    found = compare([ROOF, DOOR], [DOOR, ROOF])
    assert (found.added, found.removed, found.kept) == ((), (), (DOOR, ROOF))


def test_another_notice_is_added_and_the_old_one_removed() -> None:
    found = compare([ROOF], [DOOR])
    assert (found.added, found.removed, found.kept) == ((DOOR,), (ROOF,), ())


def test_a_reworded_notice_is_kept() -> None:
    reworded = note("Correction: An earlier version stated that the roof is red. It is blue.")
    found = compare([ROOF], [reworded])
    assert (found.added, found.removed, found.kept) == ((), (), (reworded,))


def test_a_notice_that_says_more_than_before_is_added() -> None:
    longer = note(f"{ROOF.text} It also gave the wrong year for the door and the gate of the yard.")
    found = compare([ROOF], [longer])
    assert (found.added, found.removed, found.kept) == ((longer,), (), ())
