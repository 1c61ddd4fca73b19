"""Figures for people to read: how they are taken, and the page they are written into."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).with_name("README.md")


@dataclass
class Figures:
    """The lines of the table."""

    lines: list[tuple[str, str, str, str, str]]

    def add(self, what: str, ours: str, plain: str = "", stock: str = "", target: str = "") -> None:
        """Add a line and tell it."""
        self.lines.append((what, ours, plain, stock, target))
        print("·", *self.lines[-1], sep=" | ", file=sys.stderr, flush=True)

    def table(self) -> str:
        """Return the lines as Markdown."""
        head = ("measure", "tuireader", "plain SQLite", "stock TinyDB", "target")
        rows = [head, ("---", "---:", "---:", "---:", "---"), *self.lines]
        return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return how long a call takes, and how long it keeps the processor, in milliseconds."""
    start, spent = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - start) * 1e3, (time.process_time() - spent) * 1e3


def taken(work: Callable[[], object]) -> float:
    """Return how long a call takes, in milliseconds."""
    return timed(work)[0]


def p50(times: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(times)


def write_into(section: str, table: str) -> None:
    """Put a table between the marks of its section in README.md, in the place of the one before."""
    begin, end = f"<!-- figures: {section} -->", f"<!-- end of figures: {section} -->"
    head, begun, rest = PAGE.read_text("utf-8").partition(begin)
    _, ended, tail = rest.partition(end)
    if not (begun and ended):
        raise LookupError(f"{PAGE.name} has no place for the figures of {section!r}")
    PAGE.write_text(f"{head}{begin}\n{table}\n{end}{tail}", "utf-8")
