"""A library that is opened when something is asked of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.library.builders import document, saving
from tuireader.cli.later import Later
from tuireader.errors import LibraryError
from tuireader.library import open_library


def test_it_is_opened_by_the_first_question_and_answers_as_itself(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    later = Later(partial(open_library, path))
    assert not path.exists()
    later.append([saving(document())])
    assert [row.headline for row in later.listings()] == ["Gull stops the ferry"]
    later.close()
    with pytest.raises(LibraryError):
        later.listings()


def test_one_that_nobody_asked_needs_no_closing(tmp_path: Path) -> None:
    Later(partial(open_library, tmp_path / "library.db")).close()
    assert not list(tmp_path.iterdir())


def test_one_that_cannot_be_opened_says_so_each_time(tmp_path: Path) -> None:
    later = Later(partial(open_library, tmp_path))
    for _ in range(2):
        with pytest.raises(LibraryError, match="is a folder"):
            later.listings()
