"""From words to an exit status: 0 done, 1 failed, 2 usage, 3 not found, 4 library unusable."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from tuireader.cli import logs, streams
from tuireader.cli.commands import COMMANDS, READER, load
from tuireader.cli.context import Context
from tuireader.cli.early import options
from tuireader.config import Paths, find_paths
from tuireader.config import load as load_config
from tuireader.errors import TuireaderError, reason

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from tuireader.tui.prepaint import Prepaint

INTERRUPTED = 130
"""128 + SIGINT, as shells give it."""
_FLAGS = ("quiet", "verbose", "no_color", "no_mouse")


def dispatch(words: Sequence[str], painted: Prepaint | None = None) -> int:
    """Run one command and return the exit status; errors end as two plain sentences.

    `painted`: the terminal that the reader's first page is on; it is given back before an error
    is told.
    """
    streams.prepare()
    args = _parsed(words)
    paths = find_paths(args.home, args.config, os.environ)
    logs.start(paths.log)
    try:
        status = _carry_out(args, paths, painted)
        sys.stdout.flush()
    except BrokenPipeError:
        return 0  # whoever read our output has gone, as `| head` does
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  (the last line: a bug must not look like one)
        known = error if isinstance(error, TuireaderError) else _unforeseen(error, paths)
        _complain(known, verbose=args.verbose)
        return known.exit_code
    finally:
        streams.finish()
    return status


def _parsed(words: Sequence[str]) -> argparse.Namespace:
    """Read the words; what asks for the reader is plain enough to be read without a grammar."""
    chosen = options(words)
    if chosen is None:
        from tuireader.cli.parser import parse

        return parse(words)
    flags = {name: f"--{name}".replace("_", "-") in chosen for name in _FLAGS}
    home, config = chosen.get("--home"), chosen.get("--config")
    return cast(
        "argparse.Namespace", SimpleNamespace(command=None, home=home, config=config, **flags)
    )


def _carry_out(args: argparse.Namespace, paths: Paths, painted: Prepaint | None) -> int:
    try:
        context = Context(
            config=load_config(paths, named=bool(args.config)),
            environ=os.environ,
            quiet=args.quiet,
            verbose=args.verbose,
            no_color=args.no_color,
            no_mouse=args.no_mouse,
            painted=painted,
        )
        command = COMMANDS[args.command] if args.command else READER
        return load(command).run(context, args, args.command or "")
    finally:
        if painted is not None:
            painted.restore()


def _unforeseen(error: Exception, paths: Paths) -> TuireaderError:
    """Turn output that can't be written, or a bug, into an error that says what to do."""
    if isinstance(error, OSError) and error.errno in streams.FULL:
        what = f"The output can't be written: {reason(error)}."
        return TuireaderError(what, "Make room, or send it elsewhere.")
    logged = logs.record_bug(error, paths.log)
    advice = f"The details are in {paths.log}." if logged else "--verbose shows the details."
    what = f"Something unexpected happened: {type(error).__name__}: {error}."
    unexpected = TuireaderError(what, advice)
    unexpected.__cause__ = error
    return unexpected


def _complain(error: TuireaderError, *, verbose: bool) -> None:
    if verbose:
        import traceback

        traceback.print_exception(error)
    with suppress(OSError):
        sys.stderr.write(f"tuireader: {error}\n")
