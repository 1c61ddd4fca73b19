"""Made-up stories to which things happen by the hour, and what of it is to be told."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

from tests.stories import page
from tuireader.errors import ErrorKind, FetchError

Given = bytes | FetchError
State = bytes | FetchError | Callable[[], Given]
"""A page, a failure, or something else at every request."""

NAMES = ("Lindqvist", "Okafor", "Marchetti", "Halloran", "Petrova", "Adeyemi", "Grönberg", "Souza")
TOWNS = ("Sundhavn", "Lower Marsh", "Kvitberg", "Port Elma", "Oldbridge", "Tarnfield")
BODY = (
    "The council of {town} voted on Tuesday to close the old fish market for the winter, after "
    "surveyors found cracks in {few} of its iron columns.",
    "Mara {name}, who has sold herring there since {year}, said she learned of the vote from a "
    "notice on the door.",
    "A porter fell ill during the survey and died in custody, the town's clerk told the meeting.",
    "The repairs are expected to cost {sum},000 crowns and to last until the end of March.",
    "Stallholders may use the customs shed until then, free of charge, the council said.",
    "Divers looked at the quay wall below the market last month and found it sound, the harbour "
    "master wrote in a report that the council published on Friday.",
    "The market opened in {old} and was closed once before, after a storm lifted part of its roof "
    "and threw it into the inner basin.",
    "Auctions will go on at the northern pier, where the trawlers already land most of what they "
    "catch between October and Easter.",
)
NOTICE = (
    "Correction: An earlier version of this article said that the porter died in custody. He died "
    "shortly after his release."
)
LATER = "Two more columns were found to be cracked on Wednesday, the surveyors told the council."
SOFT_404 = (
    b"<html><head><title>Page not found</title></head><body><h1>Page not found</h1><p>Sorry, the "
    b"page you are looking for does not exist or was moved.</p><p>Try the search.</p></body></html>"
)
WALL = (
    b"<html><head><title>Just a moment...</title></head><body><h1>Checking your browser before "
    b"you go on</h1><p>Please turn JavaScript on and reload the page.</p></body></html>"
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is to be told: a message's beginning, words that stand in it, and since which hour."""

    title: str
    words: str
    hour: float


@dataclass(frozen=True, kw_only=True)
class Script:
    """One story: what its address gives from which hour on, and what of it is to be told.

    `spare`: so many further messages are no fault. `asked`: the hours at which a person looks
    for themselves. `entry`: the hour at which its feed shows it, None where a person saved it.
    """

    plot: str
    url: str
    headline: str
    steps: Sequence[tuple[float, State]]
    told: Sequence[Told] = ()
    spare: int = 0
    asked: Sequence[float] = ()
    entry: float | None = None

    def given(self, hour: float) -> Given:
        """Return what the address gives at an hour."""
        state = [state for start, state in self.steps if start <= hour][-1]
        return state() if callable(state) else state


class Story:
    """A story with names and numbers of its own."""

    def __init__(self, number: int, host: int = 0) -> None:
        luck = random.Random(number)
        words = {
            "town": luck.choice(TOWNS), "name": luck.choice(NAMES), "few": luck.randint(3, 9),
            "year": luck.randint(1970, 2010), "sum": luck.randint(120, 900),
            "old": luck.randint(1850, 1930),
        }  # fmt: skip
        self.number = number
        self.url = f"https://paper{host}.example/{number}"
        self.headline = f"Fish market of {words['town']} to close for winter number {number}"
        self.body = [text.format(**words) for text in BODY]
        self.ticks = count()

    def page(self, **changes: str) -> bytes:
        """Return the page, with another `headline`, `clock`, `notice`, `stamp` or `promo`."""
        return self._page(self.body, **changes)

    def edited(self, notice: str = "") -> bytes:
        """Return the page with another way to die."""
        body = [text.replace("in custody", "shortly after his release") for text in self.body]
        return self._page(body, notice=notice)

    def sum(self, crowns: int) -> bytes:
        """Return the page with another sum."""
        body = [*self.body]
        body[3] = f"The repairs are expected to cost {crowns} crowns and to last until March."
        return self._page(body)

    def longer(self, more: str) -> bytes:
        """Return the page with a paragraph more."""
        return self._page([*self.body, more])

    def stub(self) -> bytes:
        """Return the page's beginning."""
        return self._page(self.body[:2])

    def ticking(self) -> bytes:
        """Return the page with another clock at every request."""
        tick = next(self.ticks)
        return self.page(clock=f"{tick // 60 % 24:02}:{tick % 60:02}")

    def _page(
        self, body: Sequence[str], *, stamp: str = "", promo: str = "", **changes: str
    ) -> bytes:
        made = page(body, **{"headline": self.headline, **changes}).decode()
        if stamp:
            made = made.replace("</h1>", f'</h1><p class="updated">Updated {stamp}</p>')
        if promo:
            made = made.replace("Ten walks by the sea", promo)
        return made.encode()


def failing(kind: ErrorKind, status: int | None = None) -> FetchError:
    """Return a failure."""
    return FetchError(kind, f"No luck: {status or kind.value}.", status=status)


def changed(words: str, hour: float) -> Told:
    """Return that a change is to be told."""
    return Told(title="Changed", words=words, hour=hour)


def gone(hour: float) -> Told:
    """Return that a page was taken down."""
    return Told(title="Withdrawn", words="took the page down", hour=hour)


def back(hour: float) -> Told:
    """Return that a page is there again."""
    return Told(title="Back", words="there again", hour=hour)
