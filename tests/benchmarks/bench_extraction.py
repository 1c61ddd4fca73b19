"""Compare our extraction with other extractors on a corpus of real pages, in one run.

    python -m tests.benchmarks.bench_extraction CORPUS [--limit N]

CORPUS holds `pages/pages.jsonl` (id, file, url, body; where known title, author, date) and the
pages it names, and, for false changes and notes, `pages/stability*.tar.*`: pairs of pages of which
we know what differs (manifest.jsonl). Extractors that aren't installed are left out, and named on
stderr. F1 and exact match: word 4-grams, as in scrapinghub's article-extraction-benchmark. CPU
times are of one interleaved run: trust the ratios.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import itertools
import json
import os
import re
import statistics
import sys
import tarfile
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks.extractor_costs import import_cost, peak_memory
from tests.benchmarks.figures import write_into
from tests.benchmarks.page_facts import READERS, FactScore, known

Extractor = Callable[[str, str], str]
Json = dict[str, Any]

_WORD = re.compile(r"\w+")
_BODY = frozenset({"heading", "paragraph", "list-item", "quote", "preformatted", "notice"})
_BASE = "trafilatura fast"


def ours(html: str, url: str) -> str:
    """Return our body text; notices found elsewhere on the page at its end."""
    extract = importlib.import_module("tuireader").extract
    document = extract(html, url=url)
    blocks = [block.text for block in document.blocks if block.kind.value in _BODY]
    return "\n".join([*blocks, *(n.text for n in document.notices if n.text not in blocks)])


def trafilatura_fast(html: str, url: str) -> str:
    """Return trafilatura's text without its fallbacks."""
    module = importlib.import_module("trafilatura")
    return str(module.extract(html, url=url, fast=True, include_comments=False) or "")


def trafilatura_default(html: str, url: str) -> str:
    """Return trafilatura's text."""
    module = importlib.import_module("trafilatura")
    return str(module.extract(html, url=url, include_comments=False) or "")


def readability(html: str, _: str) -> str:
    """Return readability-lxml's summary as text."""
    module = importlib.import_module("readability")
    lxml_html = importlib.import_module("lxml.html")
    return str(lxml_html.fromstring(module.Document(html).summary()).text_content())


def newspaper(html: str, url: str) -> str:
    """Return newspaper4k's text."""
    module = importlib.import_module("newspaper")
    article = module.Article(url=url or "http://example.org/", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return str(article.text)


def resiliparse(html: str, _: str) -> str:
    """Return Resiliparse's main content."""
    module = importlib.import_module("resiliparse.extract.html2text")
    return str(module.extract_plain_text(html, main_content=True))


EXTRACTORS: dict[str, Extractor] = {
    "tuireader": ours,
    _BASE: trafilatura_fast,
    "trafilatura default": trafilatura_default,
    "readability-lxml": readability,
    "newspaper4k": newspaper,
    "resiliparse": resiliparse,
}


@dataclass(slots=True)
class Score:
    """What one extractor got: shares of 4-grams by corpus, CPU times, answers on pairs."""

    shares: defaultdict[str, list[tuple[float, float, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    exact: defaultdict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    times: list[float] = field(default_factory=list)
    changed: list[bool] = field(default_factory=list)
    kept: list[bool] = field(default_factory=list)


def words(text: str) -> list[str]:
    """Return a text's words."""
    return _WORD.findall(text)


def shares(true: str, found: str) -> tuple[float, float, float]:
    """Return true positives, false positives and false negatives among word 4-grams, as shares."""
    sides = []
    for text in (true, found):
        list_ = words(text)
        sides.append(Counter(tuple(list_[i : i + 4]) for i in range(max(1, len(list_) - 3))))
    a, b = sides
    counts = [sum(part.values()) for part in (a & b, b - a, a - b)]
    total = sum(counts) or 1
    return counts[0] / total, counts[1] / total, counts[2] / total


def f1(pages: list[tuple[float, float, float]]) -> float:
    """Return the F1 of mean precision and mean recall."""
    precision = statistics.fmean(tp / (tp + fp) if tp else 0.0 for tp, fp, _ in pages)
    recall = statistics.fmean(tp / (tp + fn) if tp else 0.0 for tp, _, fn in pages)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def installed() -> dict[str, Extractor]:
    """Return the extractors that run, each once warmed up."""
    page = (
        "<html><body><article><p>"
        + "A sentence of some length. " * 20
        + "</p></article></body></html>"
    )
    found = {}
    for name, extract in EXTRACTORS.items():
        try:
            extract(page, "")
        except ImportError:
            continue
        found[name] = extract
    return found


def read_pages(folder: Path, limit: int | None) -> Iterator[tuple[Json, str]]:
    """Yield the corpus's rows with their pages."""
    with (folder / "pages.jsonl").open(encoding="utf-8") as lines:
        for line in itertools.islice(lines, limit):
            row: Json = json.loads(line)
            page = gzip.decompress((folder / row["file"]).read_bytes())
            yield row, page.decode("utf-8", "replace")


def timed(extract: Extractor, html: str, url: str) -> tuple[str, float]:
    """Return a story, and the processor's milliseconds for it: the better of two runs.

    The first finds the caches full of what the extractor before it left there.
    """
    text, spent = "", float("inf")
    for _ in range(2):
        start = time.process_time()
        text = guarded(extract, html, url)
        spent = min(spent, (time.process_time() - start) * 1000)
    return text, spent


def run_pages(
    scores: dict[str, Score], extractors: dict[str, Extractor], folder: Path, limit: int | None
) -> None:
    """Score the stories of all pages, one page after the other by all extractors."""
    for row, html in read_pages(folder, limit):
        corpus = row["id"].split("/")[0]
        for name, extract in extractors.items():
            text, spent = timed(extract, html, row["url"])
            scores[name].times.append(spent)
            scores[name].shares[corpus].append(shares(row["body"], text))
            scores[name].exact[corpus].append(words(row["body"]) == words(text))


def run_facts(scores: dict[str, FactScore], folder: Path, limit: int | None) -> None:
    """Score what is known of each page beside its story."""
    for row, html in read_pages(folder, limit):
        for name, score in scores.items():
            if "title" in row:
                score.add(row, known(name, html, row["url"]))


def run_pairs(scores: dict[str, Score], extractors: dict[str, Extractor], archive: Path) -> None:
    """Score steadiness: pairs that differ around the story only, and notes put into it."""
    with tempfile.TemporaryDirectory() as temporary, tarfile.open(archive) as pages:
        pages.extractall(temporary, filter="data")
        manifest = next(Path(temporary).rglob("manifest.jsonl"))
        for line in manifest.read_text(encoding="utf-8").splitlines():
            row: Json = json.loads(line)
            for name, extract in extractors.items():
                after = pair_text(extract, manifest.parent / row["b"])
                if row["kind"] == "note":
                    note = " ".join(words(row["notice"].lower()))
                    scores[name].kept.append(note in " ".join(after))
                elif row["kind"] == "false":
                    before = pair_text(extract, manifest.parent / row["a"])
                    scores[name].changed.append(before != after or not after)


def pair_text(extract: Extractor, path: Path) -> list[str]:
    """Return the words of a page of a pair."""
    html = path.read_bytes().decode("utf-8", "replace")
    return words(guarded(extract, html, "").lower())


def guarded(extract: Extractor, html: str, url: str) -> str:
    """Run an extractor; one that fails on a page found nothing there."""
    try:
        return extract(html, url)
    except Exception:  # noqa: BLE001 -- other people's code may fail in any way
        return ""


def table(scores: dict[str, Score], facts: dict[str, FactScore], folder: Path) -> str:
    """Return the results as two Markdown tables."""
    corpora = list(next(iter(scores.values())).shares)
    head = ["extractor", *(f"{c} F1 / exact" for c in corpora), "false changes", "notes kept"]
    rows = [head, ["---", *["--:"] * (len(head) - 1)]]
    for name, score in scores.items():
        row = [name]
        for corpus in corpora:
            exact = statistics.fmean(score.exact[corpus])
            row.append(f"{f1(score.shares[corpus]):.3f} / {exact:.2f}")
        row += [f"{statistics.fmean(s):.1%}" if s else "" for s in (score.changed, score.kept)]
        rows.append(row)
    return f"{markdown(rows)}\n\n{markdown(costs(scores, facts, folder))}"


def costs(
    scores: dict[str, Score], facts: dict[str, FactScore], folder: Path
) -> Iterator[list[str]]:
    """Yield the rows of the second table: times, memory, and what is right beside the story."""
    yield [
        *("extractor", "CPU ms/page", "to the fast one", "import CPU ms", "peak MB"),
        *("headline", "authors", "day"),
    ]
    yield ["---", *["--:"] * 7]
    base = sum(scores[_BASE].times) if _BASE in scores else 0.0
    for name, score in scores.items():
        yield [
            name,
            f"{statistics.fmean(score.times):.1f}",
            f"{sum(score.times) / base:.2f}" if base else "",
            f"{import_cost(name):.0f}",
            f"{peak_memory(name, folder):.0f}",
            *(facts[name].cells() if name in facts else [""] * 3),
        ]
    yield ["(reading the pages)", "", "", "", f"{peak_memory('nothing', folder):.0f}", "", "", ""]


def markdown(rows: Iterable[list[str]]) -> str:
    """Return rows as a Markdown table."""
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    """Run the comparison and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="?", default=os.environ.get("TUIREADER_CORPUS"))
    parser.add_argument("--limit", type=int)
    parser.add_argument("--write", action="store_true", help="write the table into README.md")
    args = parser.parse_args()
    if args.corpus is None:
        print("left out: it needs a corpus (name one, or set TUIREADER_CORPUS)", file=sys.stderr)
        return
    extractors = installed()
    if missing := EXTRACTORS.keys() - extractors.keys():
        print("not installed:", ", ".join(sorted(missing)), file=sys.stderr)
    scores = {name: Score() for name in extractors}
    folder = Path(args.corpus) / "pages"
    run_pages(scores, extractors, folder, args.limit)
    for archive in sorted(folder.glob("stability*.tar.*"))[:1]:
        run_pairs(scores, extractors, archive)
    facts = {name: FactScore() for name in READERS if name in extractors}
    run_facts(facts, folder, args.limit)
    print(lines := table(scores, facts, folder))
    if args.write:
        write_into("extraction", lines)


if __name__ == "__main__":
    main()
