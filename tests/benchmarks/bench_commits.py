"""Measures what it takes to save: one snapshot, and a sweep of fifty in one transaction.

Run as `python -m tests.benchmarks.bench_commits [--write]`: ours takes turns with two programs
written by hand on SQLite (`plain_library`), on this computer's disk as it is, and then with every
sync drawn out to 4 ms, as on the disk that the aims were set on (where there is a C compiler).
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp

from tests.benchmarks.figures import p50, timed, write_into
from tests.benchmarks.newsroom import START, Newsroom, grow, saving
from tests.benchmarks.plain_library import Plain, SameWork
from tuireader.library import open_library
from tuireader.library.protocol import Saving

SWEPT, ALONE, TURNS = 50, 10, 24
SLOW_MS = "4"
HEAD = (
    *("disk", "what is saved", "tuireader ms", "same work ms", "least ms"),
    *("× same", "× least", "in commits", "same", "least"),
)


@dataclass
class Contender:
    """Somebody who saves. Times in ms, with processor time, by unchanged and by how many."""

    append: Callable[[Sequence[Saving]], object]
    times: dict[tuple[bool, int], list[tuple[float, float]]] = field(default_factory=dict)

    def save(self, savings: Sequence[Saving], *, unchanged: bool) -> None:
        """Save in one transaction, and note how long it took."""
        took = timed(lambda: self.append(savings))
        self.times.setdefault((unchanged, len(savings)), []).append(took)

    def medians(self, *, unchanged: bool, count: int) -> tuple[float, float]:
        """Return the median time, and that of the processor alone; the first turn was practice."""
        times = self.times[unchanged, count]
        took, spent = zip(*times[len(times) * 2 // TURNS :], strict=True)
        return p50(took), p50(spent)


def measure(disk: str, folder: Path, *, raw: bool) -> list[list[str]]:
    """Return rows of the table. `raw`: whether pages are kept."""
    library = open_library(folder / f"ours-{raw}.db", keep_raw=raw)
    same_work = SameWork(folder / f"same-{raw}.db", raw=raw)
    plain = Plain(folder / f"least-{raw}.db", raw=raw)
    contenders = [Contender(each.append) for each in (library, same_work, plain)]
    room = Newsroom(5)
    for batch in grow(room, 100, 10):
        for contender in contenders:
            contender.append(batch)
    for unchanged, savings in _turns(room):
        gc.collect()
        for batch in (savings[:SWEPT], *([one] for one in savings[SWEPT:])):
            for contender in contenders:
                contender.save(batch, unchanged=unchanged)
    library.close()
    same_work.db.close()
    plain.db.close()
    return list(_rows(disk, contenders, "" if raw else ", page not kept"))


def _turns(room: Newsroom) -> Iterator[tuple[bool, list[Saving]]]:
    """Yield looks at new articles: every second one finds them unchanged."""
    documents = [room.article(10**6 + number) for number in range(SWEPT + ALONE)]
    for turn in range(TURNS):
        unchanged = turn % 2 == 1
        at = START + timedelta(hours=turn)
        captures = [room.capture(document, at) for document in documents]
        yield unchanged, [saving(one, turn + 1, same=unchanged) for one in captures]
        if unchanged:
            documents = [room.edit(document) for document in documents]


def _rows(disk: str, contenders: Sequence[Contender], kept: str) -> Iterator[list[str]]:
    for unchanged, which in ((False, "changed"), (True, "unchanged")):
        ones = [each.medians(unchanged=unchanged, count=1)[0] for each in contenders]
        for count in (1, SWEPT):
            medians = [each.medians(unchanged=unchanged, count=count) for each in contenders]
            ours, *others = (took for took, _ in medians)
            commits = [took / one for (took, _), one in zip(medians, ones, strict=True)]
            yield [
                disk,
                f"{count} {which}{kept}",
                *(f"{took:.2f} ({spent:.2f})" for took, spent in medians),
                *(f"{ours / other:.2f}" for other in others),
                *(f"{each:.1f}" if count > 1 else "" for each in commits),
            ]


def on_this_disk(name: str) -> list[list[str]]:
    """Measure on the disk as this process finds it."""
    folder = Path(mkdtemp(prefix="bench-commits-"))
    try:
        return [row for raw in (True, False) for row in measure(name, folder, raw=raw)]
    finally:
        shutil.rmtree(folder)


def on_a_slow_disk() -> list[list[str]]:
    """Measure in a process whose syncs are drawn out; where nothing can be compiled, not at all."""
    if shutil.which("cc") is None:
        print("no C compiler: the slow disk is left out", file=sys.stderr)
        return []
    folder = Path(mkdtemp(prefix="bench-commits-"))
    shim, source = folder / "slow_sync.so", Path(__file__).with_name("slow_sync.c")
    try:
        subprocess.run(["cc", "-shared", "-fPIC", "-o", shim, source, "-ldl"], check=True)
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.bench_commits", "--as-rows"],
            env={**os.environ, "LD_PRELOAD": str(shim), "SYNC_MS": SLOW_MS},
            stdout=subprocess.PIPE,
            check=True,
        )
    finally:
        shutil.rmtree(folder)
    rows: list[list[str]] = json.loads(done.stdout)
    return rows


def main() -> None:
    """Measure all and print the table."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--write", action="store_true", help="write the table into README.md")
    arguments.add_argument("--as-rows", action="store_true", help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.as_rows:
        print(json.dumps(on_this_disk(f"sync {SLOW_MS} ms")))
        return
    rows = [HEAD, ["---", "---", *["---:"] * 8], *on_this_disk("this one"), *on_a_slow_disk()]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    print(table)
    if options.write:
        write_into("commits", table)


if __name__ == "__main__":
    main()
