"""Every sample goes down the flow, and each look finds what its `sample.toml` says."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tuireader import resources
from tuireader.library import open_library
from tuireader.library.protocol import Library
from tuireader.model import Check
from tuireader.pipeline import Pipeline
from tuireader.pipeline.samples import SampleFetch, read_samples, save_sample

FOLDERS = sorted(path.parent for path in resources.samples().glob("*/sample.toml"))


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    """Give each sample in turn."""
    assert isinstance(request.param, Path)
    return request.param


def expected(folder: Path) -> dict[str, Any]:
    """Return what the sample says of itself."""
    return tomllib.loads((folder / "sample.toml").read_text(encoding="utf-8"))


async def saved(library: Library, folder: Path) -> tuple[Check, ...]:
    """Send one sample down the flow."""
    samples = read_samples(folder.parent)
    (sample,) = (s for s in samples if s.url == expected(folder)["url"])

    def no_clock() -> datetime:
        raise AssertionError("a sample's pages bring their own times")

    return await save_sample(Pipeline(library, SampleFetch(samples), no_clock), sample)


async def test_each_look_comes_to_what_the_sample_says(folder: Path, tmp_path: Path) -> None:
    with open_library(tmp_path / "library.db") as library:
        checks = await saved(library, folder)
    found = [
        {"status": c.status.value}
        | (
            {"kind": c.change.kind.value, "disclosure": c.change.disclosure.value}
            if c.change
            else {}
        )
        for c in checks
    ]
    keys = ("status", "kind", "disclosure")
    wanted = [{key: page[key] for key in keys if key in page} for page in expected(folder)["pages"]]
    assert [
        {key: value for key, value in look.items() if key in want}
        for look, want in zip(found, wanted, strict=True)
    ] == wanted
