"""When the power goes, what was acknowledged is there, and nothing is half there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.torture.powercut import Event, build_recorder, cut_often, read_events, record

CUTS, STEPS = {"": (40, 40), "full": (800, 600)}[os.environ.get("TUIREADER_TORTURE", "")]


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("cc") is None or not Path("/proc/self/fd").exists():
        pytest.skip("recording what is written needs a C compiler and Linux")
    return build_recorder(tmp_path_factory.mktemp("recorder"))


def _recorded(recorder: Path, tmp_path: Path, mutant: str, steps: int) -> list[Event]:
    folder = tmp_path / "home"
    folder.mkdir()
    events = list(read_events(record(recorder, folder, steps, 11, mutant)))
    assert len(events) > steps
    return events


@pytest.mark.timeout(900)
def test_a_power_cut_takes_nothing_that_was_acknowledged(recorder: Path, tmp_path: Path) -> None:
    events = _recorded(recorder, tmp_path, "sound", STEPS)
    assert cut_often(events, CUTS, 5, tmp_path) == []


@pytest.mark.parametrize("mutant", ["no-sync", "no-transaction"])
def test_the_torture_notices_a_careless_library(
    recorder: Path, tmp_path: Path, mutant: str
) -> None:
    events = _recorded(recorder, tmp_path, mutant, 12)
    for seed in range(6):
        (tmp_path / str(seed)).mkdir()
        if cut_often(events, 40, seed, tmp_path / str(seed)):
            return
    pytest.fail(f"240 power cuts did not show that {mutant} loses anything")
