"""Time the diff beside its rivals, and write the table: python -m tests.benchmarks.bench_diff.

`--peers-python PATH` names an interpreter that has the rivals installed; without it, and for
each one missing, the table says so. Every cell is the best of `--rounds`, run one after the
other in each round, so that a slow moment of the machine hits all alike.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

from tests.benchmarks import peers_diff, restless
from tests.benchmarks.figures import write_into
from tests.benchmarks.texts import Prose
from tuireader.diffing import diff
from tuireader.diffing.passages import forget
from tuireader.model import Block, Document, Pair

SIZES = (5_000, 50_000, 500_000)
SHARES = (0.01, 0.2, 1.0)
REAL = {  # rivals whose marks can be read; C++ dmp marks what Python's does
    *peers_diff.LIBRARIES,
    "git word-diff",
} - {"dmp words (C++)"}
PATIENCE = 20.0  # seconds before a rival is given up, at this size and all larger ones
SLOW = 2.0  # seconds; what takes longer isn't run again for a better time


def document(paragraphs: Sequence[str]) -> Document:
    """Return a Document of some paragraphs."""
    return Document(headline="", blocks=tuple(Block(text=text) for text in paragraphs))


def ours(before: Sequence[str], after: Sequence[str]) -> float:
    """Return the seconds that one comparison takes, nothing remembered from before."""
    pair = Pair(before=document(before), after=document(after))
    forget()
    start = time.perf_counter()
    diff(pair)
    return time.perf_counter() - start


def rival(python: str, name: str, before: Sequence[str], after: Sequence[str]) -> float | None:
    """Return the seconds that a rival takes; None if it is missing, fails or takes too long."""
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old.txt"), Path(folder, "new.txt")
        old.write_text("\n".join(before) + "\n", "utf-8")
        new.write_text("\n".join(after) + "\n", "utf-8")
        command = [python, peers_diff.__file__, name, str(old), str(new)]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=PATIENCE, check=True
            )
        except (subprocess.SubprocessError, OSError):
            return None
    return float(done.stdout)


def cell(runs: dict[str, Callable[[], float | None]], rounds: int) -> dict[str, float | None]:
    """Return each one's best time over some interleaved rounds."""
    times: dict[str, float | None] = {}
    for number in range(rounds):
        for name, run in runs.items():
            known = times.get(name)
            if number and (known is None or known > SLOW):
                continue
            took = run()
            times[name] = took if known is None or took is None else min(took, known)
    return times


def speed_table(python: str | None, sizes: Sequence[int], rounds: int) -> list[str]:
    """Return the lines of the table of times."""
    names = [*peers_diff.LIBRARIES, *peers_diff.COMMANDS] if python else []
    lines = [
        f"| words, edited | tuireader | {' | '.join(names)} |",
        "|---" * (len(names) + 2) + "|",
    ]
    given_up: set[tuple[str, float]] = set()
    for size in sizes:
        for share in SHARES:
            prose = Prose(f"{size}/{share}")
            before = prose.text(size)
            texts = before, prose.edited(before, share)
            runs: dict[str, Callable[[], float | None]] = {"tuireader": partial(ours, *texts)}
            runs |= {
                name: partial(rival, python or "", name, *texts)
                for name in names
                if (name, share) not in given_up
            }
            times = cell(runs, rounds)
            given_up |= {(name, share) for name in names if times.get(name) is None}
            shown = [_shown(times.get(name)) for name in ("tuireader", *names)]
            lines.append(f"| {size:,}, {share:.0%} | {' | '.join(shown)} |")
            print(lines[-1], file=sys.stderr)
    return lines


def special_table(rounds: int) -> list[str]:
    """Return the lines of the table of what has no rival: live blog, chain, memory."""
    lines = ["| case | tuireader |", "|---|---|"]
    for name, run in (
        ("live blog of 100,000 words, 20 new posts on top", live_blog),
        ("chain of 300 snapshots of 10,000 words, a pair", chain),
    ):
        lines.append(f"| {name} | {_shown(min(run() for _ in range(rounds)))} |")
    lines.append(f"| peak memory, 100,000 words, 20% edited | {memory() / 2**20:.0f} MiB |")
    return lines


def real_table(python: str, pairs: Sequence[restless.Texts]) -> list[str]:
    """Return the lines of the table of how restless the marks are on real pairs."""
    names = [name for name in (*peers_diff.LIBRARIES, *peers_diff.COMMANDS) if name in REAL]
    found = {name: restless.rival(python, name, pairs) for name in names}
    lines = [f"| marks on {len(pairs)} real pairs | fragments | stray islands |", "|---|---|---|"]
    for name, counts in {"tuireader": restless.ours(pairs), **found}.items():
        shown = f"{counts.fragments:,} | {counts.islands:,}" if not counts.failed else "– | –"
        lines.append(f"| {name} | {shown} |")
    return lines


def live_blog() -> float:
    """Return the seconds for a long live blog: new posts on top, every time stamp moved on."""
    prose = Prose("live blog")
    posts = prose.text(100_000)
    stamped = [line for k, post in enumerate(posts) for line in (f"{k + 1} minutes ago", post)]
    fresh = [line for k in range(20) for line in (f"{k + 1} minutes ago", prose.paragraph())]
    later = [line for k, post in enumerate(posts) for line in (f"{k + 21} minutes ago", post)]
    return ours(stamped, [*fresh, *later])


def chain() -> float:
    """Return the seconds a pair of neighbours takes in a chain of 300 snapshots."""
    prose = Prose("chain")
    snapshots = [prose.text(10_000)]
    for _ in range(299):
        snapshots.append(prose.rearranged(snapshots[-1], 0.02))
    documents = [document(paragraphs) for paragraphs in snapshots]
    forget()
    start = time.perf_counter()
    for before, after in pairwise(documents):
        diff(Pair(before=before, after=after))
    return (time.perf_counter() - start) / (len(documents) - 1)


def memory() -> int:
    """Return the peak of bytes allocated while 100,000 words are compared."""
    prose = Prose("memory")
    before = prose.text(100_000)
    pair = Pair(before=document(before), after=document(prose.edited(before, 0.2)))
    forget()
    tracemalloc.start()
    diff(pair)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _shown(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark, print the tables and write them into README.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers-python", metavar="PATH", help="interpreter that has the rivals")
    parser.add_argument("--real", type=Path, metavar="FILE", help="JSON lines: old, new")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES[:2], metavar="WORDS")
    parser.add_argument("--write", action="store_true", help="write the tables into README.md")
    args = parser.parse_args(argv)
    if not args.peers_python:
        print("no --peers-python: the rivals are left out", file=sys.stderr)
    lines = [*speed_table(args.peers_python, args.sizes, args.rounds), ""]
    lines += special_table(args.rounds)
    if args.real and args.peers_python:
        rows = map(json.loads, args.real.read_text("utf-8").splitlines())
        pairs = [(row["old"], row["new"]) for row in rows]
        lines += ["", *real_table(args.peers_python, pairs)]
    print(*lines, sep="\n")
    if args.write:
        write_into("diff", "\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
