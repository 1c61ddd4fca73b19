"""The reader on the library, and `demo`: the reader on a throwaway one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tuireader.cli.context import Context, utc_now
from tuireader.cli.later import Later
from tuireader.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator, Mapping

    from tuireader.cli.outside import Outside
    from tuireader.cli.preferences import Preferences
    from tuireader.cli.subscriptions import Subscriptions
    from tuireader.cli.work import Fetching, Work
    from tuireader.config import Config
    from tuireader.library.protocol import Library
    from tuireader.pipeline import Fetch
    from tuireader.pipeline.samples import Sample
    from tuireader.tui.prepaint import Prepaint
    from tuireader.tui.services import Services, Settings


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the words of `demo`."""
    del name
    parser.add_argument(
        "--headless", action="store_true", help="print each sample's changes instead"
    )


def run(context: Context, args: argparse.Namespace, name: str) -> int:
    """Open the reader, or print the samples' changes."""
    headless = name == "demo" and args.headless
    if not headless:
        _need_terminal(context)
    if name == "demo":
        return _demo(context, headless=headless)
    return _read(context, context.config.paths.library, partial(_web, context), "tuireader")


def _demo(context: Context, *, headless: bool) -> int:
    import asyncio
    import tempfile

    from tuireader import resources
    from tuireader.pipeline.samples import read_samples

    samples = read_samples(resources.samples())
    with tempfile.TemporaryDirectory(prefix="tuireader-demo-") as folder:
        path = Path(folder) / "library.db"
        if headless:
            asyncio.run(_print_samples(context, path, samples))
            return 0
        context.say("Making a throwaway library of the samples.")
        asyncio.run(_fill(path, samples))
        return _read(context, path, partial(_offline, samples), "tuireader demo")


def _read(context: Context, path: Path, fetching: Fetching, title: str) -> int:
    """Open the reader on a library and return its exit status."""
    import gc

    from tuireader.cli.lean import import_asyncio

    gc.disable()  # what is imported now stays; the reader turns it on again
    import_asyncio()
    from tuireader.tui import run as run_reader

    with closing(_shelf(path, ready=context.painted is not None)) as library:
        services = _services(context, path, fetching, library)
        settings = _settings(context, title)
        return run_reader(services, settings, context.painted or _painted(context, path, settings))


def _need_terminal(context: Context) -> None:
    """Go on where the reader can be opened.

    Raises:
        UsageError: there is no terminal to open it in.
    """
    served = "TEXTUAL_DRIVER" in context.environ  # Textual's own sign of a terminal elsewhere
    if not served and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "The reader needs a terminal.",
            "`tuireader list`, or `tuireader demo --headless`, prints without one.",
        )


def _services(context: Context, path: Path, fetching: Fetching, library: Library) -> Services:
    """Return what the reader works with, on the user's own library or on another."""
    from tuireader.tui.services import Services

    config = context.config
    work = Later(partial(_work, context, path, fetching))
    own = path == config.paths.library
    return Services(
        library=library,
        check=work.later("check"),
        add=work.later("add"),
        compare=work.later("compare"),
        ledger=work.later("ledger"),
        report=work.later("report"),
        watched=work.later("watched"),
        subscriptions=cast("Subscriptions", Later(partial(_subscriptions, work))),
        preferences=cast("Preferences", Later(partial(_preferences, config, writes=own))),
        clock=utc_now,
        outside=cast("Outside", Later(partial(_outside, context.environ))),
        feed_gap=timedelta(seconds=config.feed_gap),
        offline=not own,
    )


def _work(context: Context, path: Path, fetching: Fetching) -> Work:
    from tuireader.cli.work import Work

    return Work(
        path,
        fetching,
        context.limits,
        keep_raw=context.config.keep_raw,
        note_login=lambda address, typed: context.logins.note(address, typed),
    )


def _subscriptions(work: Later) -> Subscriptions:
    from tuireader.cli.subscriptions import Subscriptions

    return Subscriptions(cast("Work", work))


def _preferences(config: Config, *, writes: bool) -> Preferences:
    from tuireader.cli.preferences import Preferences

    return Preferences(config, writes=writes)


def _outside(environ: Mapping[str, str]) -> Outside:
    from tuireader.cli.outside import Outside

    return Outside(environ)


def _shelf(path: Path, *, ready: bool) -> Library:
    """Open the library; one whose first page was read already only when it is asked for more."""
    from tuireader.library import open_library

    if not ready:
        return open_library(path)
    return cast("Library", Later(partial(open_library, path)))


def _painted(context: Context, path: Path, settings: Settings) -> Prepaint | None:
    """Paint the first page of a library that wasn't there, or not ready, when we began."""
    from tuireader.cli.early import paint_library
    from tuireader.config.glance import Look

    wanted = Look(settings.theme, settings.panes, settings.keys)
    return paint_library(str(path), wanted, context.environ, colour=settings.colour)


def _settings(context: Context, title: str) -> Settings:
    """Return how the reader is wanted: by the config, the command line, the environment."""
    from tuireader.tui.services import Settings

    config = context.config
    return Settings(
        title=title,
        theme=config.theme,
        measure=config.measure,
        keys=config.keys,
        panes=config.panes,
        mouse=config.mouse and not context.no_mouse,
        motion=config.motion and not context.environ.get("NO_MOTION"),
        colour=not context.no_color and not context.environ.get("NO_COLOR"),
    )


@asynccontextmanager
async def _web(context: Context) -> AsyncIterator[Fetch]:
    async with context.fetcher() as fetcher:
        yield fetcher.fetch


@asynccontextmanager
async def _offline(samples: Sequence[Sample]) -> AsyncIterator[Fetch]:
    from tuireader.pipeline.samples import SampleFetch

    yield SampleFetch(samples)


async def _fill(path: Path, samples: Sequence[Sample]) -> None:
    """Save the samples, but for the first one's last page: a check in the demo brings it."""
    from tuireader.library import open_library
    from tuireader.pipeline import Pipeline
    from tuireader.pipeline.samples import SampleFetch, save_sample

    with open_library(path) as library:
        pipeline = Pipeline(library, SampleFetch(samples), utc_now)
        for index, sample in enumerate(samples):
            await save_sample(pipeline, sample, held_back=int(index == 0))


async def _print_samples(context: Context, path: Path, samples: Sequence[Sample]) -> None:
    from tuireader.cli.printing import print_changes
    from tuireader.library import open_library
    from tuireader.pipeline import Pipeline
    from tuireader.pipeline.samples import SampleFetch, save_sample

    with open_library(path) as library:
        pipeline = Pipeline(library, SampleFetch(samples), utc_now)
        for sample in samples:
            checks = await save_sample(pipeline, sample)
            context.print(f"{sample.title}\n  {sample.about}")
            print_changes(context, library, checks)
            context.print()
