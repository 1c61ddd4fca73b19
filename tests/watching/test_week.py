"""A week over two hundred stories: what is scripted is told once, and nothing else is told."""

from __future__ import annotations

from pathlib import Path

from tests.watching.plots import PLOTS, write_scripts
from tests.watching.week import Week
from tuireader.library.protocol import Library


async def test_every_scripted_edit_is_told_once_and_nothing_else(
    library: Library, tmp_path: Path
) -> None:
    scripts = write_scripts(200)
    week = Week(library, tmp_path, scripts)
    await week.run()
    assert week.faults() == []
    scripted = sum(len(script.told) for script in scripts)
    spare = sum(script.spare for script in scripts)
    assert scripted <= len(week.letters) <= scripted + spare
    assert len(list(library.articles())) == len(scripts)
    assert {script.plot for script in scripts} == {plot.__name__ for plot in PLOTS}
