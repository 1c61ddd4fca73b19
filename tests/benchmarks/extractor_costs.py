"""What an extractor costs beside its time on pages: its import, and memory.

    python -m tests.benchmarks.extractor_costs NAME PAGES_DIR

prints the most memory (MB) that a process of its own took for all pages; NAME `nothing` reads the
pages and does no more.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

IMPORTS = {
    "tuireader": "from tuireader import extract",
    "trafilatura fast": "import trafilatura",
    "trafilatura default": "import trafilatura",
    "readability-lxml": "import readability",
    "newspaper4k": "import newspaper",
    "resiliparse": "import resiliparse.extract.html2text",
}
_ROUNDS = 7


def import_cost(name: str) -> float:
    """Return the CPU milliseconds that an extractor's import takes, the least of some rounds."""
    return min(_cpu(IMPORTS[name]) for _ in range(_ROUNDS)) - min(
        _cpu("pass") for _ in range(_ROUNDS)
    )


def _cpu(code: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def peak_memory(name: str, folder: Path) -> float:
    """Return the most memory (MB) that a process takes which reads all pages with an extractor."""
    command = [sys.executable, "-W", "ignore", "-m", __spec__.name, name, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    """Read all pages with one extractor and print the memory it took."""
    from tests.benchmarks.bench_extraction import EXTRACTORS, guarded, read_pages

    name, folder = sys.argv[1:]
    extract: Callable[[str, str], str] = EXTRACTORS.get(name, lambda _html, _url: "")
    for row, html in read_pages(Path(folder), None):
        guarded(extract, html, row["url"])
    print(_peak())


def _peak() -> float:
    """Return the most memory this process took; `ru_maxrss` may be that of the one it is from."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
    return int(lines["VmHWM"].split()[0]) / 1024


if __name__ == "__main__":
    main()
