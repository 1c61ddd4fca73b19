"""Style, spelling and synonyms change no claim, and need no notice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tuireader.changes import compare
from tuireader.model import Block, ChangeKind, Disclosure, Document

LISTED: list[list[str]] = [
    json.loads(line)
    for line in Path(__file__).with_name("styles.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("language", "before", "after"), LISTED)
def test_a_matter_of_style_is_no_claim(language: str, before: str, after: str) -> None:
    sides = (
        Document(headline="", language=language, blocks=(Block(text=text),))
        for text in (before, after)
    )
    found = compare(*sides)
    assert found.kind in (ChangeKind.NONE, ChangeKind.COPYEDIT), found.reasons
    assert found.disclosure is Disclosure.NONE
