"""What a page's own dates give away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.changes.stories import story
from tuireader.changes import compare
from tuireader.model import Flag

MAY = datetime(2031, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_text_changed_and_the_date_did_not() -> None:
    found = compare(story("Six.", modified=MAY), story("Ten.", modified=MAY))
    assert found.flags == (Flag.MODIFIED_UNCHANGED,)


def test_the_date_changed_and_the_text_did_not() -> None:
    found = compare(story("Six.", modified=MAY), story("Six.", modified=MAY + HOUR))
    assert found.flags == (Flag.MODIFIED_ONLY,)


def test_both_changed_is_as_it_should_be() -> None:
    assert compare(story("Six.", modified=MAY), story("Ten.", modified=MAY + HOUR)).flags == ()


@pytest.mark.parametrize(
    ("step", "flags"),
    [
        (HOUR, (Flag.PUBLISHED_MOVED,)),
        (-HOUR, ()),
        (timedelta(seconds=30), ()),
    ],
)
def test_published_may_not_move_forward(step: timedelta, flags: tuple[Flag, ...]) -> None:
    assert compare(story("Six.", published=MAY), story("Six.", published=MAY + step)).flags == flags


def test_a_missing_date_says_nothing() -> None:
    assert compare(story("Six."), story("Ten.", modified=MAY)).flags == ()
