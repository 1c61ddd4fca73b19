"""The scoreboard per source."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tuireader.changes import Entry, accounts
from tuireader.model import ChangeKind, Disclosure, Verdict

AT = datetime(2031, 5, 1, tzinfo=UTC)


def entry(
    source: str = "Valley Press",
    article: int = 1,
    kind: ChangeKind = ChangeKind.FACTUAL,
    disclosure: Disclosure = Disclosure.SILENT,
    settled_after: int | None = None,
) -> Entry:
    """Return an entry; `settled_after` in hours."""
    return Entry(
        source=source,
        article=article,
        at=AT,
        verdict=Verdict(kind=kind, disclosure=disclosure, weight=0.8),
        settled_at=None if settled_after is None else AT + timedelta(hours=settled_after),
    )


def test_a_source_adds_up_by_kind_and_disclosure() -> None:
    (account,) = accounts(
        [
            entry(),
            entry(article=2, disclosure=Disclosure.DISCLOSED),
            entry(article=2, kind=ChangeKind.COPYEDIT, disclosure=Disclosure.NONE),
        ]
    )
    assert account.articles == 2
    assert account.changes == {ChangeKind.FACTUAL: 2, ChangeKind.COPYEDIT: 1}
    assert account.disclosure[Disclosure.SILENT] == 1
    assert account.silent_factual == 1


def test_a_settled_change_is_no_longer_silent_but_stays_in_the_count() -> None:
    (account,) = accounts([entry(settled_after=6)])
    assert account.silent_factual == 0
    assert account.disclosure == {Disclosure.SILENT: 1}
    assert account.median_hours == 6


def test_the_median_counts_notices_that_came_at_once_as_no_time() -> None:
    told = entry(disclosure=Disclosure.DISCLOSED)
    (account,) = accounts([told, entry(settled_after=4), entry(settled_after=10), entry()])
    assert account.median_hours == 4


def test_a_change_of_style_that_brings_a_late_notice_shortens_no_median() -> None:
    late = entry(kind=ChangeKind.COPYEDIT, disclosure=Disclosure.DISCLOSED)
    (account,) = accounts([entry(settled_after=6), late])
    assert account.median_hours == 6


def test_a_source_that_never_gave_a_notice_has_no_median() -> None:
    (account,) = accounts([entry()])
    assert account.median_hours is None


def test_the_source_with_most_silent_changes_comes_first() -> None:
    listed = accounts([entry("B"), entry("A", disclosure=Disclosure.NONE), entry("C"), entry("C")])
    assert [account.source for account in listed] == ["C", "B", "A"]
