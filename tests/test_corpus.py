"""Real pages and a real text dump, where the corpus is there (TUIREADER_CORPUS)."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.loopback import serve
from tuireader import compare, extract, to_json
from tuireader.model import BlockKind, NoticeKind

CORPUS = Path(os.environ.get("TUIREADER_CORPUS", "/nonexistent"))
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="NO CORPUS: set TUIREADER_CORPUS"),
]
COMMAND = [sys.executable, "-m", "tuireader"]


@pytest.fixture(scope="module")
def seed() -> str:
    (path,) = (CORPUS.parent / "seeds").glob("*.txt")
    return path.read_text(encoding="utf-8")


def test_the_seed_s_story_is_told_from_its_surroundings(seed: str) -> None:
    document = extract(seed)
    counts = {kind: sum(b.kind is kind for b in document.blocks) for kind in BlockKind}
    assert document.headline
    assert counts[BlockKind.PARAGRAPH] == 18
    assert counts[BlockKind.CAPTION] == 2
    assert [notice.kind for notice in document.notices] == [NoticeKind.CORRECTION]
    assert len(document.related) == 10
    assert not any(teaser in document.text for teaser in document.related)


LATER = re.compile(r"died shortly after [^,]*")
"""What the seed's story says since it was corrected."""


@pytest.mark.parametrize(("noted", "disclosure"), [(True, "disclosed"), (False, "silent")])
def test_the_seed_s_correction_is_judged(seed: str, noted: bool, disclosure: str) -> None:
    """Make the page as it was before: without the notice, and with what the notice says it said."""
    bare = seed.replace(extract(seed).notices[0].text, "")
    before = extract(LATER.sub("died in custody", bare))
    change = compare(before, extract(seed if noted else bare))
    assert (change.kind, change.disclosure) == ("factual", disclosure)


@pytest.fixture(scope="module")
def measure() -> ModuleType:
    """Load the script that scores extraction, with what it shares."""
    tools = CORPUS.parent / "tools"
    sys.path.insert(0, str(tools))
    spec = importlib.util.spec_from_file_location("eval_extract", tools / "eval_extract.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["eval_extract"] = module
    spec.loader.exec_module(module)
    sys.path.remove(str(tools))
    return module


def twenty() -> list[dict[str, Any]]:
    """Choose a page each of twenty publishers, ten from either half of the corpus."""
    listed = (CORPUS / "pages" / "pages.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in listed.splitlines()]
    chosen: dict[str, dict[str, Any]] = {}
    for half in ("sh/", "fundus/"):
        of_half: dict[str, dict[str, Any]] = {}
        for row in rows:
            if row["id"].startswith(half):
                of_half.setdefault(urlsplit(row["url"]).netloc, row)
        chosen |= dict(list(of_half.items())[:10])
    return list(chosen.values())


def test_twenty_publishers_go_through_add_check_and_show(
    tmp_path: Path, measure: ModuleType
) -> None:
    rows = twenty()
    pages = {
        f"/{n}": gzip.decompress((CORPUS / "pages" / row["file"]).read_bytes())
        for n, row in enumerate(rows, 1)
    }
    scores = []
    (tmp_path / "config.toml").write_text("gap = 0\n", encoding="utf-8")
    with serve(pages) as site:
        urls = [f"{site.url}{name}" for name in pages]
        added = run(tmp_path, "add", "--json", *urls)
        assert {check["status"] for check in added} == {"new"}
        assert {check["status"] for check in run(tmp_path, "check", "--json")} == {"unchanged"}
        for url, row in zip(urls, rows, strict=True):
            (shown,) = run(tmp_path, "show", url, "--format", "json")
            shares = measure.shares(row["body"], measure.text_of(shown, measure.BODY))
            p, r = measure.precision_of(*shares), measure.recall_of(*shares)
            scores.append(2 * p * r / (p + r) if p + r else 0.0)
    assert len(scores) == 20
    assert sum(score >= 0.9 for score in scores) >= 18, sorted(scores)


def run(home: Path, *words: str) -> list[dict[str, Any]]:
    """Run a command and return the objects it prints; a traceback fails."""
    command = [*COMMAND, "--home", str(home), *words]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=100)
    assert "Traceback" not in ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_no_page_of_the_corpus_breaks_the_json_form() -> None:
    for row in twenty():
        page = gzip.decompress((CORPUS / "pages" / row["file"]).read_bytes())
        assert json.loads(json.dumps(to_json(extract(page, url=row["url"]))))["schema"] == 1
