"""How much work a diff does: counted in calls, which no machine is slow at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from tests.benchmarks.texts import Prose
from tests.counting import calls
from tests.diffing.helpers import document
from tuireader.diffing import diff
from tuireader.diffing.passages import forget
from tuireader.model import Pair


def compared(before: Sequence[str], after: Sequence[str]) -> Callable[[], object]:
    """Return the work of comparing two texts; nothing is remembered of those before."""
    pair = Pair(before=document(before), after=document(after))
    forget()
    return lambda: diff(pair)


def identical(size: int) -> tuple[list[str], list[str]]:
    """Return many equal paragraphs, and fewer."""
    lines = ["The same line again and again."] * size
    return lines, lines[9:]


def reverse(size: int) -> tuple[list[str], list[str]]:
    """Return numbered paragraphs, and the same from the last to the first."""
    lines = [f"Paragraph {k} of a long and winding tale" for k in range(size)]
    return lines, lines[::-1]


def alike(size: int) -> tuple[list[str], list[str]]:
    """Return paragraphs that differ in a word from each other, and from those after."""
    lines = [f"The same long line of words but for x{k}x here." for k in range(size)]
    return lines, [line.replace("x", "y") for line in lines]


def rewritten(size: int) -> tuple[list[str], list[str]]:
    """Return prose, and other prose in the same words."""
    prose = Prose("work")
    return prose.text(20 * size), prose.text(20 * size)


def shuffled(size: int) -> tuple[list[str], list[str]]:
    """Return one long paragraph of few words, and another."""
    words = range(40 * size)
    return [" ".join(f"w{k * k % 997}" for k in words)], [
        " ".join(f"w{k * k * 3 % 991}" for k in words)
    ]


@pytest.mark.parametrize("made", [identical, reverse, alike, rewritten, shuffled])
def test_twice_the_text_takes_about_twice_the_work(
    made: Callable[[int], tuple[list[str], list[str]]],
) -> None:
    once, twice = (calls(compared(*made(size))) for size in (300, 600))
    assert twice < 2.6 * once


def test_a_chain_of_snapshots_cuts_only_what_two_neighbours_do_not_share() -> None:
    prose = Prose("chain")
    snapshots = [prose.text(3_000)]
    for _ in range(20):
        changed = list(snapshots[-1])
        changed[len(snapshots)] = prose.paragraph()
        snapshots.append(changed)
    works = [compared(*pair) for pair in pairwise(snapshots)]
    cut = calls(lambda: [work() for work in works], "cut")
    assert cut <= 12 * len(works)  # of some 45 paragraphs on either side of each pair


def test_equal_texts_are_not_cut_at_all() -> None:
    text = Prose("equal").text(3_000)
    assert not calls(compared(text, list(text)), "cut")
