"""The ledger as a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tuireader.changes.ledger import Account
from tuireader.cli.speaking import account_text
from tuireader.model import ChangeKind, Disclosure
from tuireader.rendering.ledger import ledger
from tuireader.rendering.roles import plain
from tuireader.rendering.sources import source_lines
from tuireader.rendering.wrap import cells


def account(source: str, **disclosed: int) -> Account:
    """Return an account whose changes are all factual."""
    told = {Disclosure[name.upper()]: count for name, count in disclosed.items()}
    return Account(
        source=source,
        articles=12,
        changes={ChangeKind.FACTUAL: sum(disclosed.values())},
        disclosure=told,
        silent_factual=disclosed.get("silent", 0),
        median_hours=2.5 if "disclosed" in disclosed else None,
    )


ACCOUNTS = (
    account("The Gannet", silent=30, disclosed=10),
    account("港新聞 a very long name of a newspaper", silent=1, disclosed=19, partly=1),
    account("Tern"),
)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_sheet(width: int) -> None:
    assert all(cells(line) <= width for line in ledger(ACCOUNTS, width).plain().splitlines())


def test_bars_are_to_one_scale_and_nothing_that_is_there_vanishes() -> None:
    _, gannet, harbour, tern, *_ = ledger(ACCOUNTS, 120).plain().splitlines()
    assert 20 < gannet.count("█") < 24 < gannet.count("█") + gannet.count("▒")
    assert harbour.count("█") == harbour.count("▓") == 1
    assert not {"█", "▒"} & set(tern)


def test_numbers_stand_beside_the_bar() -> None:
    _, gannet, _, tern, *_ = ledger(ACCOUNTS, 120).plain().splitlines()
    assert gannet.split()[-7:] == ["12", "40", "30", "2", "h", "30", "min"]
    assert tern.split() == ["Tern", "12", "0", "-", "-"]


def test_every_sign_of_a_bar_is_explained() -> None:
    *_, legend = ledger(ACCOUNTS, 120).plain().splitlines()
    for words in ("silent", "partly disclosed", "disclosed", "nothing to disclose"):
        assert words in legend


def test_no_accounts_make_an_empty_table() -> None:
    assert ledger((), 80).plain().startswith("source")


def test_what_stands_around_a_story_is_no_change_of_it() -> None:
    """The table, its sentences and the reader's picture count by one rule."""
    mixed = replace(
        account("The Gannet", none=3, silent=1),
        changes={ChangeKind.FURNITURE: 2, ChangeKind.COPYEDIT: 1, ChangeKind.FACTUAL: 1},
    )
    assert (mixed.count, mixed.told) == (2, {Disclosure.NONE: 1, Disclosure.SILENT: 1})
    only = replace(mixed, changes={ChangeKind.FURNITURE: 4}, disclosure={Disclosure.NONE: 4})
    assert "0 changes" in account_text(only)
    assert "nothing changed" in plain(source_lines(only, 1, 100)[1])
    assert (only.count, only.told) == (0, {})
