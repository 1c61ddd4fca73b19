"""Schedules compared at equal requests, on a virtual clock. Run by `make bench`.

Edits of made-up stories, drawn so that the means are those of NewsEdits (Spangher, Ren, May and
Peng, NAACL 2022: 1,278,804 articles with 4,609,430 versions, so 2.6 edits an article): near half
are never edited, a few are live stories, a tail is corrected days later. An edit is caught if a
look comes before the next edit of that story: else nobody will ever know what stood there.

Each rival keeps its own rule; one factor stretches its gaps until it asks as often as ours does:
newsdiffs' ladder (15 min, 1 h, 3 h, 3 d, 30 d since the last change), a fixed interval, and
diffengine's rule (look when the time since the last look is a fifth of the story's age). The best
that any rule could do is what somebody catches who knows all edits beforehand and looks every five
minutes at most. `--million` follows a million stories by our rule, which takes half an hour;
`--write` puts the table into its section of the page.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from tests.benchmarks.figures import write_into
from tuireader.model import Check, CheckStatus
from tuireader.schedule import Limits, next_check

START = datetime(2026, 1, 1, tzinfo=UTC)
HORIZON = 30 * 24.0
"""Hours a story is followed."""
MONTH = 30 * 86_400
CRON = 5 / 60
"""Hours between two runs of a cron job, the shortest gap of all schedules."""


@dataclass(frozen=True)
class Story:
    """When a made-up story is edited: hours since it was saved, in order."""

    url: str
    edits: tuple[float, ...]


@dataclass
class Tally:
    """What a schedule cost and caught."""

    requests: int = 0
    edits: int = 0
    caught: int = 0
    delays: list[float] | None = None


def make_story(number: int, luck: random.Random) -> Story:
    """Draw one story's edits."""
    fate = luck.random()
    ages: list[float] = []
    if fate < 0.05:
        length = luck.uniform(4, 14)
        ages = [luck.uniform(0, length) for _ in range(luck.randint(8, 40))]
    elif fate < 0.55:
        ages = [luck.lognormvariate(0.9, 1.6) for _ in range(1 + int(luck.expovariate(1 / 1.9)))]
    if luck.random() < 0.12:
        ages += [10 ** luck.uniform(1.3, 2.8) for _ in range(luck.randint(1, 2))]
    saved = luck.uniform(0, 0.3)
    edits = sorted(age - saved for age in ages if saved < age < HORIZON + saved)
    return Story(f"https://paper.example/{number}", tuple(edits))


Looks = Callable[[Story], Iterator[float]]
"""The hours at which a schedule looks at a story, which it learns about only by looking."""


def changed(story: Story, before: float, now: float) -> bool:
    """Tell whether a look at `now` sees another text than the one at `before`."""
    return bisect_right(story.edits, now) > bisect_right(story.edits, before)


def ours(limits: Limits) -> Looks:
    """Look as the program does."""

    def looks(story: Story) -> Iterator[float]:
        history: list[Check] = []
        now, before = 0.0, 0.0
        while now < HORIZON:
            yield now
            status = CheckStatus.CHANGED if changed(story, before, now) else CheckStatus.UNCHANGED
            moment = START + timedelta(hours=now)
            history.append(
                Check(
                    article=1,
                    url=story.url,
                    at=moment,
                    status=status if history else CheckStatus.NEW,
                )
            )
            before = now
            due = next_check(history, moment, limits=limits)
            if due is None:
                return
            now = (due - START).total_seconds() / 3600
            now = max(now, before + 1 / 3600)

    return looks


def stepped(gap: Callable[[float, float], float]) -> Looks:
    """Look by a rule on the age and the time since the last news, both in hours."""

    def looks(story: Story) -> Iterator[float]:
        now = before = news = 0.0
        while now < HORIZON:
            yield now
            if changed(story, before, now):
                news = now
            before = now
            now += max(gap(now, now - news), CRON)

    return looks


def fixed(factor: float) -> Looks:
    """Look at even intervals."""
    return stepped(lambda _age, _news: factor)


def ladder(factor: float) -> Looks:
    """Look as newsdiffs does."""
    rungs = ((3.0, 0.25), (24.0, 1.0), (168.0, 3.0), (720.0, 72.0), (1e9, 720.0))
    return stepped(lambda _age, news: factor * next(gap for top, gap in rungs if news < top))


def diffengine(factor: float) -> Looks:
    """Look as diffengine means to (its clock wraps once a day; that bug is left out)."""
    return stepped(lambda age, _news: factor * 0.2 * age)


RIVALS = {"newsdiffs": ladder, "fixed": fixed, "diffengine": diffengine}


def run(stories: Sequence[Story], looks: Looks) -> Tally:
    """Follow all stories for the whole time."""
    tally = Tally(delays=[])
    for story in stories:
        moments = list(looks(story))
        tally.requests += len(moments)
        tally.edits += len(story.edits)
        ends = (*story.edits[1:], HORIZON)[: len(story.edits)]
        for edit, end in zip(story.edits, ends, strict=True):
            at = bisect_right(moments, edit)
            if at < len(moments) and moments[at] < end:
                tally.caught += 1
                assert tally.delays is not None
                tally.delays.append(moments[at] - edit)
    return tally


def matched(stories: Sequence[Story], rival: Callable[[float], Looks], requests: int) -> Tally:
    """Stretch a rival's gaps until it asks as often, and no less."""
    low, high = 0.02, 2000.0
    tally = run(stories, rival(low))
    for _ in range(22):
        factor = (low * high) ** 0.5
        tried = run(stories, rival(factor))
        if tried.requests >= requests:
            low, tally = factor, tried
        else:
            high = factor
    return tally


def foreseen(stories: Sequence[Story]) -> int:
    """Return how many edits could be caught by somebody who knew them all."""
    caught = 0
    for story in stories:
        last = -CRON
        ends = (*story.edits[1:], HORIZON)[: len(story.edits)]
        for edit, end in zip(story.edits, ends, strict=True):
            moment = max(edit, last + CRON)
            if moment < end:
                caught, last = caught + 1, moment
    return caught


def line(name: str, tally: Tally, stories: int, ours: Tally) -> str:
    """Return a row of the table."""
    delay = statistics.median(tally.delays or [0.0]) * 60
    share, ratio = tally.caught / tally.edits, ours.caught / tally.caught
    return (
        f"| {name} | {tally.requests / stories:.1f} | {share:.3f} | {delay:.0f} | × {ratio:.2f} |"
    )


def compare_all(stories: Sequence[Story], eagerness: float) -> list[str]:
    """Return the rows for one budget: ours, the rivals at equal requests, and the bound."""
    own = run(stories, ours(replace(Limits(), eagerness=eagerness)))
    name = f"**tuireader**, eagerness {eagerness:g}"
    rows = [line(name, own, len(stories), own)]
    rows += [
        line(rival, matched(stories, looks, own.requests), len(stories), own)
        for rival, looks in RIVALS.items()
    ]
    best = foreseen(stories)
    share = f"{best / own.edits:.3f}"
    return [*rows, f"| all edits known beforehand | | {share} | | × {own.caught / best:.2f} |"]


def follow(number: int, seed: int) -> list[str]:
    """Follow so many stories, one after the other, and return what it costs."""
    luck = random.Random(seed)
    looks = ours(Limits())
    requests = edits = caught = 0
    started = time.process_time()
    for at in range(number):
        story = make_story(at, luck)
        tally = run([story], looks)
        requests, edits, caught = (
            requests + tally.requests, edits + tally.edits, caught + tally.caught,
        )  # fmt: skip
        if at % 50_000 == 0:
            print(f"{at:,} stories", file=sys.stderr)
    spent = time.process_time() - started
    return [
        f"| stories, days | {number:,}, {HORIZON / 24:.0f} |",
        f"| edits, of them caught | {edits:,}, {caught / edits:.3f} |",
        f"| looks, a story | {requests:,}, {requests / number:.1f} |",
        f"| looks a second, were all saved in the course of a month | {requests / MONTH:.1f} |",
        f"| processor time to plan a story's month | {spent / number * 1e3:.2f} ms |",
    ]


def main() -> None:
    """Print the table for several budgets."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--stories", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--million", type=int, metavar="N", help="follow so many stories instead")
    parser.add_argument("--write", action="store_true", help="write the table into the page")
    words = parser.parse_args()
    if words.million:
        rows = ["| what | figure |", "|---|--:|", *follow(words.million, words.seed)]
    else:
        luck = random.Random(words.seed)
        stories = [make_story(n, luck) for n in range(words.stories)]
        rows = [
            "| schedule | looks a story | edits caught | median delay, minutes | ours to it |",
            "|---|--:|--:|--:|--:|",
        ]
        for factor in (0.5, 1, 2, 4):
            rows += compare_all(stories, Limits().eagerness * factor)
    print(*rows, sep="\n")
    if words.write:
        write_into("million" if words.million else "schedule", "\n".join(rows))


if __name__ == "__main__":
    main()
