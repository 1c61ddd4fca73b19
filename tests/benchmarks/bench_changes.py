"""Judging beside the noise filters of other trackers, and what it costs. Run by `make bench`.

`CORPUS` (optional): a folder with `revisions/pairs.jsonl` and `gold.jsonl`, real pairs with labels,
and `diff/cases.jsonl`, pairs for the times. `--write` puts the tables into README.md.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from tests.benchmarks.figures import write_into
from tests.benchmarks.peers_changes import FILTERS
from tests.changes.stories import cases
from tuireader.changes import compare
from tuireader.diffing import diff
from tuireader.extraction import document
from tuireader.model import ChangeKind, Document, Pair

AROUND = (
    "The quay was swept before sunrise, and the first boats came in on a flat sea with their lamps "
    "still lit, as they have done for as long as anybody in the lower town can remember. Nobody "
    "sang."
)
"""What the filters get with every story: the written ones are shorter than any real one, and a
rule of rmdes/newsdiff's is about long ones only."""
NOISE = frozenset((ChangeKind.NONE, ChangeKind.FURNITURE))
CLAIMS = frozenset((ChangeKind.FACTUAL, ChangeKind.SOURCING))
ROUNDS = 5


class Labelled(NamedTuple):
    """A pair of stories, and what its change is: several kinds may be right."""

    sides: Pair[Document]
    kinds: frozenset[str]
    disclosures: frozenset[str]


@dataclass
class Score:
    """What a filter, or a judge, made of the labelled pairs."""

    claims: int = 0
    hidden: int = 0
    noise: int = 0
    shown: int = 0

    def add(self, labelled: Labelled, shows: bool) -> None:
        """Count one pair: a claim must be shown, noise mustn't."""
        if labelled.kinds <= CLAIMS:
            self.claims += 1
            self.hidden += not shows
        elif labelled.kinds <= NOISE:
            self.noise += 1
            self.shown += shows

    def cells(self) -> str:
        """Return the two counts."""
        return f"{self.hidden} of {self.claims} | {self.shown} of {self.noise}"


# -- pairs


def written() -> Iterator[Labelled]:
    """Yield the written cases."""
    for case in cases():
        yield Labelled(Pair(before=case.before, after=case.after), case.kinds, case.disclosures)


_CLASSES = {
    "noise": (NOISE, {"none"}),
    "silent_copyedit": ({"copyedit"}, {"none"}),
    "silent_factual": ({"factual"}, {"silent", "partly-disclosed"}),
    "silent_sourcing": ({"sourcing"}, {"silent"}),
    "update": ({"update"}, {"none", "silent"}),
    "disclosed_correction": ({"factual"}, {"disclosed", "partly-disclosed"}),
    "disclosed_unobserved": (set(), {"disclosed-unobserved"}),
}


def real(corpus: Path) -> Iterator[Labelled]:
    """Yield the labelled pairs of a corpus."""
    texts = {pair["id"]: pair for pair in _read(corpus / "revisions" / "pairs.jsonl")}
    for label in _read(corpus / "revisions" / "gold.jsonl"):
        if label["cls"] in _CLASSES:
            kinds, disclosures = _CLASSES[label["cls"]]
            sides = _sides(texts[label["id"]])
            yield Labelled(sides, frozenset(kinds), frozenset(disclosures))


def _sides(row: dict[str, Any]) -> Pair[Document]:
    sides = []
    for name in ("old", "new"):
        text = row[name]
        lines = text.split("\n") if isinstance(text, str) else text
        sides.append(document(row.get(f"headline_{name}") or "", lines))
    return Pair(before=sides[0], after=sides[1])


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


# -- what is hidden, what is shown


def verdicts(pairs: Sequence[Labelled]) -> Iterator[str]:
    """Yield a line of the table for us and one for each filter."""
    ours, told, asked = Score(), 0, 0
    for one in pairs:
        change = compare(one.sides.before, one.sides.after)
        ours.add(one, change.kind not in NOISE)
        asked += bool(one.disclosures)
        told += change.disclosure in one.disclosures
    yield f"tuireader | {ours.cells()} | {told} of {asked}"
    for name, shows in FILTERS.items():
        score = Score()
        for one in pairs:
            score.add(one, shows(_text(one.sides.before), _text(one.sides.after)))
        yield f"{name}'s filter | {score.cells()} | –"


def _text(story: Document) -> str:
    return "\n".join((story.headline, *(block.text for block in story.blocks), AROUND))


# -- what it costs


def cost(name: str, pairs: Sequence[Pair[Document]]) -> str:
    """Return a line with the CPU time of the diff alone and of all of it, in ms a pair."""
    alone, whole = [], []
    gc.disable()
    for _ in range(ROUNDS):
        alone.append(_spent(pairs, diff))
        whole.append(_spent(pairs, lambda sides: compare(sides.before, sides.after)))
    gc.enable()
    one, other = min(alone), min(whole)
    added = median(b / a - 1 for a, b in zip(alone, whole, strict=True))
    return f"{name} | {one:.2f} | {other:.2f} | +{added:.0%}"


def _spent(pairs: Sequence[Pair[Document]], work: Callable[[Pair[Document]], object]) -> float:
    fresh = [Pair(before=_fresh(pair.before), after=_fresh(pair.after)) for pair in pairs]
    start = time.process_time()
    for pair in fresh:
        work(pair)
    return (time.process_time() - start) * 1e3 / len(pairs)


def _fresh(story: Document) -> Document:
    """Return the same story anew, so that nothing is known of it from the round before."""
    texts = [block.text for block in story.blocks]
    return document(story.headline, texts, published=story.published, modified=story.modified)


def main() -> None:
    """Judge, time, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, metavar="CORPUS")
    parser.add_argument("--write", action="store_true", help="write the tables into README.md")
    words = parser.parse_args()
    own = list(written())
    groups = {f"{len(own)} written": own}
    timed = {"written cases": [one.sides for one in own]}
    if words.corpus:
        labelled = list(real(words.corpus))
        groups[f"{len(labelled)} real"] = labelled
        timed["real pairs"] = [_sides(r) for r in _read(words.corpus / "revisions" / "pairs.jsonl")]
        timed["diff cases"] = [_sides(r) for r in _read(words.corpus / "diff" / "cases.jsonl")]
    lines = [
        "| pairs | by | claims hidden | noise shown | disclosure right |",
        "|---|---|--:|--:|--:|",
    ]
    lines += [f"| {name} | {line} |" for name, group in groups.items() for line in verdicts(group)]
    lines += [
        "",
        "| pairs | diff alone, ms | with judging, ms | judging adds |",
        "|---|--:|--:|--:|",
    ]
    lines += [f"| {cost(name, pairs)} |" for name, pairs in timed.items()]
    table = "\n".join(lines)
    print(table)
    if words.write:
        write_into("changes", table)


if __name__ == "__main__":
    main()
