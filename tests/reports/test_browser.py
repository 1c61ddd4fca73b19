"""HTML reports in a real browser: what a hostile page can do there is nothing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tuireader import compare, document
from tuireader.model import Pair
from tuireader.reports import change_html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="NO CHROMIUM: install chromium"),
]


def rendered(page: str, folder: Path) -> str:
    """Return the page's DOM as the browser has it after running whatever it would run."""
    file = folder / "report.html"
    file.write_text(page, encoding="utf-8")
    words = [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", "--dump-dom", file.as_uri()]
    return subprocess.run(words, capture_output=True, text=True, check=True, timeout=90).stdout


def test_a_hostile_story_runs_nothing_and_both_sides_stand_beside_each_other(
    tmp_path: Path,
) -> None:
    attack = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    before = document(f"Ferry {attack}", ["Two people waited.", attack])
    after = document(f"Ferry {attack}", ["Nine people waited.", attack])
    page = change_html(compare(before, after), Pair(before=before, after=after))
    dom = rendered(page, tmp_path)
    assert "<title>Ferry &lt;script&gt;" in dom
    assert "<img" not in dom
    assert "<del>Two" in dom
    assert "<ins>Nine" in dom
    assert dom.count("<tr") == 4
