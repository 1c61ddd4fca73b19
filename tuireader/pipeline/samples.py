"""The sample stories: a throwaway library made from `samples/`, and a server that is none."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tuireader.errors import ErrorKind, FetchError
from tuireader.extraction import extract
from tuireader.model import Capture, Check, Response

if TYPE_CHECKING:
    from tuireader.pipeline.flow import Pipeline

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a sample story, and when it is said to have been captured."""

    body: bytes
    taken_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A story we wrote: `title` and `about` say what it shows."""

    title: str
    about: str
    url: str
    pages: tuple[Page, ...]


def read_samples(folder: Path) -> tuple[Sample, ...]:
    """Read `samples/<slug>/sample.toml` and the pages it names, by slug."""
    return tuple(_read(path) for path in sorted(folder.glob("*/sample.toml")))


def _read(path: Path) -> Sample:
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    pages = tuple(
        Page(body=(path.parent / page["file"]).read_bytes(), taken_at=page["taken_at"])
        for page in values["pages"]
    )
    return Sample(title=values["title"], about=values["about"], url=values["url"], pages=pages)


async def save_sample(
    pipeline: Pipeline, sample: Sample, *, held_back: int = 0
) -> tuple[Check, ...]:
    """Send a sample's pages down the flow; `held_back`: so many at the end stay unseen."""
    checks = []
    for page in sample.pages[: len(sample.pages) - held_back]:
        response = Response(url=sample.url, headers={"content-type": HTML}, body=page.body)
        document = extract(page.body, url=sample.url, content_type=HTML)
        capture = Capture(document=document, response=response, taken_at=page.taken_at)
        checks.append(await pipeline.keep(sample.url, capture))
    return tuple(checks)


@dataclass(frozen=True, slots=True)
class SampleFetch:
    """A Fetch that knows the newest page of each sample and nothing else."""

    samples: Sequence[Sample]

    async def __call__(
        self, url: str, *, validators: Mapping[str, str] | None = None, typed: bool = False
    ) -> Response:
        """Return a sample's newest page.

        Raises:
            FetchError: the address is no sample's; the demo is offline.
        """
        del validators, typed
        for sample in self.samples:
            if sample.url == url:
                body = sample.pages[-1].body
                return Response(url=url, headers={"content-type": HTML}, body=body)
        raise FetchError(
            ErrorKind.CONNECT,
            "The demo is offline.",
            "Start `tuireader` without `demo` to save articles of your own.",
        )
