"""What the reader asks for, over a real library."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.loopback import Site
from tests.stories import NOTICE, edited
from tuireader.cli.work import Work
from tuireader.errors import TuireaderError


@pytest.fixture
def work(tmp_path: Path, program: Program, site: Site) -> Work:
    """Return the work behind a reader whose library has a story with a change."""
    assert program("add", site.url + "/story").status == 0
    site.pages["/story"] = edited(notice=NOTICE)
    assert program("check").status == 0
    return Work(tmp_path / "home" / "library.db", lambda: None)  # type: ignore[arg-type, return-value]


def test_evidence_is_what_report_prints_and_lies_beside_the_library(
    work: Work, program: Program
) -> None:
    file = work.report(1, 1, 2)
    assert file.parent == work.library.parent / "evidence"
    assert file.read_text(encoding="utf-8") == program("report", 1, 1, 2).out
    assert work.report(1, 1, 2) == file, "the same change has one page"


def test_evidence_that_can_t_be_written_is_one_plain_error(work: Work) -> None:
    (work.library.parent / "evidence").write_text("in the way", encoding="utf-8")
    with pytest.raises(TuireaderError, match=r"evidence-1-1-2\.html can't be written \("):
        work.report(1, 1, 2)
