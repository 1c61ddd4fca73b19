"""From a library's verdicts to the ledger."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.stories import NOTICE, edited, page
from tuireader.changes.ledger import Account
from tuireader.extraction import extract
from tuireader.library.protocol import Library
from tuireader.model import Capture, ChangeKind, Disclosure, Origin, Response
from tuireader.pipeline import Pipeline
from tuireader.pipeline.accounting import balance
from tuireader.pipeline.judging import compare_snapshots

START = datetime(2026, 4, 1, 9, tzinfo=UTC)
URL = "https://www.gannet.example/market"


async def no_fetch(url: str, *, validators: object = None, typed: bool = False) -> Response:
    raise AssertionError(f"{url} was asked for")


async def save(library: Library, *stories: bytes, url: str = URL) -> None:
    """Save what a story said, day after day."""
    pipeline = Pipeline(library, no_fetch, lambda: START)
    for day, story in enumerate(stories):
        response = Response(url=url, headers={"content-type": "text/html"}, body=story)
        capture = Capture(
            document=extract(story, url=url),
            response=response,
            taken_at=START + timedelta(days=day),
            origin=Origin.FILE,
        )
        await pipeline.keep(url, capture)


def one(library: Library) -> Account:
    (account,) = balance(library)
    return account


@pytest.mark.parametrize("times", [3, 9])
async def test_texts_that_alternate_are_one_change(library: Library, times: int) -> None:
    await save(library, *[page(), edited()] * times)
    assert sum(one(library).changes.values()) == 1


async def test_a_change_taken_back_is_two(library: Library) -> None:
    await save(library, page(), edited(), page())
    assert sum(one(library).changes.values()) == 2


async def test_the_notice_that_settles_a_change_has_to_be_about_it(library: Library) -> None:
    other = "An earlier version of this article misspelled the name of Mara Lindqvist."
    await save(library, page(), edited(), edited(notice=other))
    assert (one(library).silent_factual, one(library).median_hours) == (1, None)


async def test_a_settled_change_keeps_its_verdict_and_tells_how_long_it_stood(
    library: Library,
) -> None:
    await save(library, page(), edited(), edited(), edited(notice=NOTICE))
    account = one(library)
    assert account.disclosure[Disclosure.SILENT] == 1
    assert (account.silent_factual, account.median_hours) == (0, 48.0)


async def test_a_later_notice_is_credited_to_the_change_it_explains(library: Library) -> None:
    await save(library, page(), edited(), edited(notice=NOTICE))
    first, *_, last = library.history(1)
    assert last.verdict
    assert last.verdict.disclosure is Disclosure.DISCLOSED
    silent = compare_snapshots(library, first, library.history(1)[1])
    assert silent.disclosure is Disclosure.SILENT
    assert "a later notice explains it, seen in snapshot 3, after 24 hours" in silent.reasons


async def test_a_change_that_came_with_its_notice_took_no_time(library: Library) -> None:
    await save(library, page(), edited(notice=NOTICE))
    account = one(library)
    assert account.median_hours == 0
    assert account.changes == {ChangeKind.FACTUAL: 1}


async def test_furniture_is_counted_and_equal_texts_are_not(library: Library) -> None:
    await save(library, page(), page(), page(clock="10:42"))
    assert set(one(library).changes) <= {ChangeKind.FURNITURE}
    assert one(library).silent_factual == 0


async def test_articles_count_under_their_source(library: Library) -> None:
    await save(library, page(), edited())
    await save(library, page(), url="https://www.gannet.example/ferry")
    await save(library, page(), url="https://tern.example/ferry")
    rows = {account.source: account.articles for account in balance(library)}
    assert sorted(rows.values()) == [1, 2]
    assert list(rows) == sorted(rows, key=lambda source: rows[source], reverse=True)


async def test_only_changes_since_then_count(library: Library) -> None:
    await save(library, page(), edited(), page())
    (account,) = balance(library, since=START + timedelta(days=2))
    assert sum(account.changes.values()) == 1
