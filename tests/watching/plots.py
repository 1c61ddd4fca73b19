"""Everything that may happen to a story: each plot is told of in a few lines."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle

from tests.watching.scripts import (
    LATER,
    NOTICE,
    SOFT_404,
    WALL,
    Given,
    Script,
    State,
    Story,
    Told,
    back,
    changed,
    failing,
    gone,
)
from tuireader.errors import ErrorKind

HOSTS = 40
STEP = 15.0
"""Hours between two things that happen to a story: longer than any look takes to come."""
RELEASE = "shortly after his release"
NOT_FOUND = failing(ErrorKind.HTTP, 404)

Steps = Sequence[tuple[float, State]]
Plot = Callable[[Story, float], tuple[Steps, Sequence[Told]]]


def quiet(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """Nothing happens."""
    return [(0, story.page())], []


def ticking(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """A clock in the margin is new at every look."""
    return [(0, story.ticking)], []


def stamped(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """The page says again and again that it was updated just now."""
    return [(0, lambda: story.page(stamp=f"{next(story.ticks)} minutes ago"))], []


def promoted(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """What is most read changes."""
    return [(0, story.page()), (t, story.page(promo="Eleven walks in the hills"))], []


def edited(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """A fact is altered, and nobody says so."""
    return [(0, story.page()), (t, story.edited())], [changed(RELEASE, t)]


def corrected(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """A fact is altered with a note."""
    return [(0, story.page()), (t, story.edited(NOTICE))], [changed("Notice: Correction", t)]


def confessed(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """The note comes a day later."""
    steps: Steps = [(0, story.page()), (t, story.edited()), (t + STEP, story.edited(NOTICE))]
    return steps, [changed(RELEASE, t), changed("Notice: Correction", t + STEP)]


def hushed(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """A note is taken away."""
    return [(0, story.edited(NOTICE)), (t, story.edited())], [changed(story.url, t)]


def thrice(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """A sum is altered again and again."""
    sums = [(t + n * STEP, 250_000 + 7_000 * n) for n in range(3)]
    steps = [(hour, story.sum(crowns)) for hour, crowns in sums]
    return [(0, story.page()), *steps], [changed(str(crowns), hour) for hour, crowns in sums]


def reverted(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """An edit is taken back."""
    steps: Steps = [(0, story.page()), (t, story.edited()), (t + STEP, story.page())]
    return steps, [changed(RELEASE, t), changed("earlier wording came back", t + STEP)]


def growing(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """News are added."""
    return [(0, story.page()), (t, story.longer(LATER))], [changed("Two more columns", t)]


def renamed(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """The headline is another."""
    page = story.page(headline=f"Cracks shut the old market, story {story.number}")
    return [(0, story.page()), (t, page)], [changed("Cracks shut", t)]


def alternating(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """Two servers give two texts in turn."""
    turns = cycle([story.edited(), story.page()])
    return [(0, story.page()), (t, lambda: next(turns))], [changed("two texts in turn", t)]


def either(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """One of two texts is given, as chance will have it.

    Two looks may find the same by chance: then the first turn is told as an edit, the second as
    a revert or as two texts in turn, and no later one at all.
    """
    luck = random.Random(story.number)
    texts = story.edited(), story.page()
    return [(0, story.page()), (t, lambda: luck.choice(texts))], [changed(RELEASE, t)]


def walled(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """A wall stands before the story for some hours."""
    return [(0, story.page()), (t, WALL), (t + STEP, story.page())], []


def walled_and_edited(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """A fact is altered while a wall stands before it."""
    steps: Steps = [(0, story.page()), (t, WALL), (t + STEP, story.edited())]
    return steps, [changed(RELEASE, t + STEP)]


def soft_missing(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """An error page says that it is fine."""
    return [(0, story.page()), (t, SOFT_404), (t + STEP, story.page())], []


def cut(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """The server gives half a page, once."""
    return [(0, story.page()), (t, _once(story.stub(), story.page()))], []


def withdrawn(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """The page is taken down."""
    return [(0, story.page()), (t, NOT_FOUND)], [gone(t)]


def withdrawn_for_good(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """The page is taken down, and the server says for good."""
    return [(0, story.page()), (t, failing(ErrorKind.HTTP, 410))], [gone(t)]


def returned(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """The page is taken down and comes back."""
    steps: Steps = [(0, story.page()), (t, NOT_FOUND), (t + STEP, story.page())]
    return steps, [gone(t), back(t + STEP)]


def returned_otherwise(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """The page comes back with a fact altered."""
    steps: Steps = [(0, story.page()), (t, NOT_FOUND), (t + STEP, story.edited())]
    return steps, [gone(t), back(t + STEP), changed(RELEASE, t + STEP)]


def missed_once(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """A 404 is a mistake."""
    return [(0, story.page()), (t, _once(NOT_FOUND, story.page()))], []


def overloaded(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """The server is down, and a fact is altered meanwhile."""
    steps: Steps = [
        (0, story.page()),
        (t, failing(ErrorKind.HTTP, 503)),
        (t + STEP, story.edited()),
    ]
    return steps, [changed(RELEASE, t + STEP)]


def unreached(story: Story, t: float) -> tuple[Steps, Sequence[Told]]:
    """Every other look takes too long."""
    turns: Iterator[Given] = cycle([failing(ErrorKind.TIMEOUT), story.page()])
    return [(0, story.page()), (t, lambda: next(turns))], []


PLOTS: Sequence[Plot] = (
    quiet, ticking, stamped, promoted, edited, corrected, confessed, hushed, thrice, reverted,
    growing, renamed, alternating, either, walled, walled_and_edited, soft_missing, cut, withdrawn,
    withdrawn_for_good, returned, returned_otherwise, missed_once, overloaded, unreached,
)  # fmt: skip


def _once(first: Given, then: Given) -> Callable[[], Given]:
    """Give one thing once, and another from then on."""
    given = iter([first])
    return lambda: next(given, then)


def write_scripts(stories: int, *, seed: int = 11) -> list[Script]:
    """Write so many scripts, each plot as often as the others.

    Every fifth story is found by a feed, every seventh is looked at by a person, too.
    """
    luck = random.Random(seed)
    scripts = []
    for number in range(stories):
        plot = PLOTS[number % len(PLOTS)]
        story = Story(number, host=number % HOSTS)
        steps, told = plot(story, luck.uniform(20, 60))
        hours = [hour + luck.uniform(0, STEP) for hour, _ in steps]
        scripts.append(
            Script(
                plot=plot.__name__,
                url=story.url,
                headline=story.headline,
                steps=steps,
                told=told,
                spare=int(plot is either),
                asked=hours if number % 7 == 0 else (),
                entry=luck.uniform(1, 10) if number % 5 == 0 else None,
            )
        )
    return scripts
