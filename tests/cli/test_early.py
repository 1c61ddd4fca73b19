"""Words that ask for the reader are known before the command line's grammar is."""

from __future__ import annotations

import pytest

from tuireader.cli.early import options
from tuireader.cli.parser import parse

READER: tuple[list[str], ...] = (
    [],
    ["--home", "a"],
    ["--home=a", "--config", "b"],
    ["--quiet", "--no-color", "--no-mouse"],
    ["--verbose", "--home", "a", "--home", "b"],
)
OTHER = (
    *(["list"], ["--home", "a", "list"], ["--version"], ["--help"], ["demo"], ["--home"]),
    *(["--hom", "a"], ["--quiet=1"], ["--quiet", "--verbose"], ["--home="], ["--home", "-x"]),
    *(["--", "list"], ["--config"], ["-h"], [""], ["--no-such"]),
)


@pytest.mark.parametrize("words", READER)
def test_what_asks_for_the_reader_is_read_as_the_grammar_reads_it(words: list[str]) -> None:
    found = options(words)
    full = parse(words)
    assert found is not None
    assert full.command is None
    assert (found.get("--home"), found.get("--config")) == (full.home, full.config)
    for name in ("quiet", "verbose", "no_color", "no_mouse"):
        assert (f"--{name.replace('_', '-')}" in found) is getattr(full, name)


@pytest.mark.parametrize("words", OTHER)
def test_anything_else_is_left_to_the_grammar(words: list[str]) -> None:
    assert options(words) is None
