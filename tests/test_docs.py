"""The papers say what the program does: stale ones fail."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from tests.docs import PARTS, ROOT, filled, modules
from tuireader.config import Config
from tuireader.model import ChangeKind

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("paper", sorted({name for name, _ in PARTS}))
def test_what_is_made_from_code_is_current(paper: str) -> None:
    current = (ROOT / paper).read_text(encoding="utf-8")
    assert current == filled(paper), "run `python -m tests.docs`"


def test_every_module_says_what_it_is() -> None:
    assert [path for path, about in modules().items() if not about.endswith((".", "?", ":"))] == []


@pytest.mark.parametrize("field", [f.name for f in fields(Config) if f.name != "paths"])
def test_every_config_key_is_in_the_readme(field: str) -> None:
    assert any(
        f"`{form}`" in README for form in (field, f"[{field}]", f"[[{field}]]", f'[{field}."HOST"]')
    )


@pytest.mark.parametrize("kind", [kind for kind in ChangeKind if kind is not ChangeKind.NONE])
def test_every_kind_of_change_is_in_the_readme(kind: ChangeKind) -> None:
    assert f"*{kind.value}*" in README


def test_every_picture_in_the_readme_is_there() -> None:
    for path in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (ROOT / path).is_file()


def test_the_papers_name_no_file_that_is_gone() -> None:
    for paper in ("README.md", "ARCHITECTURE.md"):
        text = (ROOT / paper).read_text(encoding="utf-8")
        for path in re.findall(r"`((?:tuireader|tests|styles|samples)/[\w./-]+\w)`", text):
            assert (ROOT / path).exists(), path
