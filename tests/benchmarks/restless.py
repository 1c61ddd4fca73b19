"""How restless a diff's marks are on pairs without truth: fragments, and stray islands.

Counted on characters that are ink (no space, control or format character), paragraph by
paragraph, both sides: a fragment is a run of marked ones, a stray island a run of fewer than four
unmarked ones inside a paragraph's marks.
"""

from __future__ import annotations

import json
import subprocess
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from tuireader.diffing import diff
from tuireader.model import Block, Document, Pair, SegmentOp

_MARKS = Path(__file__).with_name("marks_diff.py")
ISLAND = 4  # characters
Texts = tuple[list[str], list[str]]


@dataclass
class Restlessness:
    """Fragments and stray islands over some pairs; `failed`: pairs that got no answer."""

    fragments: int = 0
    islands: int = 0
    failed: int = 0

    def count(self, paragraphs: Sequence[str], pieces: Sequence[tuple[str, int]]) -> None:
        """Count one side of a pair.

        Raises:
            ValueError: the pieces aren't the paragraphs' text.
        """
        marks = [mark for text, mark in pieces for _ in ink(text)]
        if len(marks) != len(ink("".join(paragraphs))):
            raise ValueError("what is marked is another text")
        at = 0
        for text in paragraphs:
            end = at + len(ink(text))
            runs = [(mark, len(list(run))) for mark, run in groupby(marks[at:end])]
            self.fragments += sum(mark for mark, _ in runs)
            self.islands += sum(not mark and size < ISLAND for mark, size in runs[1:-1])
            at = end


def ink(text: str) -> str:
    """Return the characters that count."""
    return "".join(
        c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf")
    )


def ours(pairs: Iterable[Texts]) -> Restlessness:
    """Count what tuireader marks."""
    found = Restlessness()
    for old, new in pairs:
        rows = diff(Pair(before=_document(old), after=_document(new))).rows
        placed = sorted((row for row in rows if row.before), key=lambda row: row.before)
        for texts, ordered, left_out in (
            (old, placed, SegmentOp.INSERT),
            (new, [row for row in rows if row.after], SegmentOp.DELETE),
        ):
            found.count(
                texts,
                [
                    (segment.text, int(segment.op is not SegmentOp.EQUAL))
                    for row in ordered
                    for segment in row.segments
                    if segment.op is not left_out
                ],
            )
    return found


def rival(python: str, name: str, pairs: Sequence[Texts]) -> Restlessness:
    """Count what a rival marks; a pair it fails on isn't counted."""
    found = Restlessness()
    done = subprocess.run(
        [python, str(_MARKS), name],
        input="".join(json.dumps(pair) + "\n" for pair in pairs),
        capture_output=True,
        text=True,
        check=False,
    )
    answers = done.stdout.splitlines()
    found.failed = len(pairs) - len(answers)
    for texts, answer in zip(pairs, answers, strict=False):
        try:
            for side, pieces in zip(texts, json.loads(answer), strict=True):
                found.count(side, pieces)
        except ValueError:
            found.failed += 1
    return found


def _document(paragraphs: Sequence[str]) -> Document:
    return Document(headline="", blocks=tuple(Block(text=text) for text in paragraphs))
