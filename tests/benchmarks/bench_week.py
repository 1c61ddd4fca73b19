"""A week of virtual time over scripted stories, longer than the test of the same name.

Each story follows one of the plots of `tests/watching/plots.py`. `--write` puts the table into the
page.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import write_into
from tests.watching.plots import PLOTS, write_scripts
from tests.watching.week import Week
from tuireader.library import open_library


def main() -> None:
    """Watch, count, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--write", action="store_true", help="write the table into the page")
    words = parser.parse_args()
    scripts = write_scripts(words.stories, seed=words.seed)
    with tempfile.TemporaryDirectory() as home, open_library(Path(home) / "library.db") as library:
        week = Week(library, Path(home), scripts)
        started = time.process_time()
        asyncio.run(week.run(words.days))
        spent = time.process_time() - started
    faults = week.faults()
    missing = sum(fault.startswith("not told") for fault in faults)
    rows = (
        ("stories, plots, days", f"{len(scripts):,}, {len(PLOTS)}, {words.days}"),
        ("looks", f"{len(week.calendar.checks):,}"),
        ("news scripted", f"{sum(len(script.told) for script in scripts):,}"),
        ("of them never told", f"{missing}"),
        ("told, and not scripted", f"{len(faults) - missing}"),
        ("processor time of a look", f"{spent / len(week.calendar.checks) * 1e3:.1f} ms"),
    )
    table = "\n".join(f"| {name} | {figure} |" for name, figure in rows)
    table = f"| what | figure |\n|---|--:|\n{table}"
    print(table, *faults, sep="\n")
    if words.write:
        write_into("week", table)


if __name__ == "__main__":
    main()
