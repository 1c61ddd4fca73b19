"""Letters are written by the rules, sent, and tried again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.notifying.made import CHANGED, GONE, NOON
from tuireader.errors import TuireaderError
from tuireader.notifying import Letter, Outbox, Rule, Teller
from tuireader.notifying.hours import Hour, Quiet


@dataclass
class Office:
    """A post office with a clock; what is sent to a broken address fails."""

    folder: Path
    now: datetime = NOON
    sent: list[Letter] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    tries: int = 0
    said: list[str] = field(default_factory=list)

    async def send(self, letter: Letter) -> None:
        """Take a letter."""
        self.tries += 1
        if letter.to in self.broken:
            raise TuireaderError("Nobody is there.")
        if letter.to == "bug://":
            raise ZeroDivisionError
        self.sent.append(letter)

    def teller(self, *rules: Rule) -> Teller:
        """Make a teller with what the outbox file holds."""
        self.outbox = Outbox.open(self.folder / "outbox.json")
        return Teller(
            rules, self.outbox, clock=lambda: self.now, send=self.send, said=self.said.append
        )


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


async def test_each_rule_that_fits_gets_one_letter_a_change(office: Office) -> None:
    teller = office.teller(Rule(to="a://"), Rule(to="b://", tag="sport"), Rule(command=("c",)))
    teller.tell(CHANGED)
    teller.tell(GONE)
    await teller.deliver()
    await teller.deliver()
    assert sorted((letter.to, letter.command) for letter in office.sent) == [
        ("", ("c",)),
        ("a://", ()),
        ("a://", ()),
    ]
    payloads = [letter.payload for letter in office.sent if letter.command]
    assert payloads == ['{"schema": 1, "article": 3}']


async def test_a_channel_that_fails_is_tried_again_ever_more_seldom(office: Office) -> None:
    office.broken.add("a://")
    teller = office.teller(Rule(to="a://"))
    teller.tell(CHANGED)
    for _ in range(24 * 60):
        await teller.deliver()
        office.now += timedelta(minutes=1)
    assert 8 <= office.tries <= 12
    office.broken.clear()
    office.now += timedelta(hours=6)
    await teller.deliver()
    assert [letter.title for letter in office.sent] == [CHANGED.title]
    assert Outbox.open(office.outbox.path).letters == []


async def test_after_three_days_a_letter_is_given_up_aloud(office: Office) -> None:
    office.broken.add("a://")
    teller = office.teller(Rule(to="a://"))
    teller.tell(CHANGED)
    for _ in range(20):
        await teller.deliver()
        office.now += timedelta(hours=6)
    assert office.outbox.letters == []
    assert "is given up" in office.said[-1]


async def test_one_broken_channel_does_not_keep_the_others_waiting(office: Office) -> None:
    office.broken.add("a://")
    teller = office.teller(Rule(to="a://"), Rule(to="bug://"), Rule(to="c://"))
    teller.tell(CHANGED)
    await teller.deliver()
    assert [letter.to for letter in office.sent] == ["c://"]
    assert any("ZeroDivisionError" in line for line in office.said)


async def test_letters_to_one_channel_keep_their_order_when_it_fails(office: Office) -> None:
    office.broken.add("a://")
    teller = office.teller(Rule(to="a://"))
    teller.tell(CHANGED)
    teller.tell(GONE)
    await teller.deliver()
    assert office.tries == 1
    office.broken.clear()
    office.now += timedelta(minutes=2)
    await teller.deliver()
    assert [letter.title for letter in office.sent] == [CHANGED.title, GONE.title]


async def test_what_waits_is_sent_after_a_restart(office: Office) -> None:
    teller = office.teller(Rule(to="a://", quiet=Quiet(Hour(0, 0), Hour(23, 59))))
    teller.tell(CHANGED)
    await teller.deliver()
    office.outbox.save()
    assert office.sent == []
    office.now += timedelta(days=1)
    await office.teller().deliver()
    assert [letter.title for letter in office.sent] == [CHANGED.title]


async def test_a_digest_is_one_message_with_everything_in_it(office: Office) -> None:
    teller = office.teller(Rule(to="a://", digest=Hour(8, 0)))
    teller.tell(CHANGED)
    teller.tell(GONE)
    await teller.deliver()
    assert office.sent == []
    office.now += timedelta(days=1)
    await teller.deliver()
    (letter,) = office.sent
    assert letter.title == "2 changes"
    assert CHANGED.title in letter.body
    assert GONE.title in letter.body


async def test_a_channel_that_hangs_keeps_no_other_waiting(office: Office) -> None:
    hurdle, came = asyncio.Event(), asyncio.Event()
    sent: list[str] = []

    async def send(letter: Letter) -> None:
        if letter.to == "slow://":
            await hurdle.wait()
        sent.append(letter.to)
        came.set()

    outbox = Outbox.open(office.folder / "outbox.json")
    rules = [Rule(to="slow://"), Rule(to="quick://")]
    teller = Teller(rules, outbox, clock=lambda: office.now, send=send, said=office.said.append)
    teller.tell(CHANGED)
    slow = asyncio.create_task(teller.deliver())
    await came.wait()
    teller.tell(GONE)
    await teller.deliver()
    assert sent == ["quick://", "quick://"]
    hurdle.set()
    await slow
    await teller.deliver()
    assert sent[2:] == ["slow://", "slow://"]
    assert Outbox.open(outbox.path).letters == []
