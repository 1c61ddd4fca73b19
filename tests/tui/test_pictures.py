"""The reader looks as it did: pictures of its states, compared as they are drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.pictures import FOLDER, STATES, draw


@pytest.mark.parametrize("name", STATES)
async def test_it_looks_as_it_did(name: str, tmp_path: Path) -> None:
    drawn = await draw(STATES[name])
    kept = FOLDER / f"{name}.svg"
    if kept.read_text(encoding="utf-8") != drawn:
        now = tmp_path / kept.name
        now.write_text(drawn, encoding="utf-8")
        pytest.fail(
            f"{kept} is not what is drawn now ({now}). Look at both; if it is meant to look so, "
            "`python -m tests.tui.pictures` draws all anew."
        )


def test_there_is_no_picture_of_a_state_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(STATES)
