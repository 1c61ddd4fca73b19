"""`watch`: look at what is due until stopped, and tell whoever wants to know."""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from tuireader.cli.context import Context
from tuireader.cli.watch_session import Session, prepared
from tuireader.config import load as load_config
from tuireader.errors import UsageError
from tuireader.notifying import Rule, parse_rules
from tuireader.notifying.channels import require_apprise
from tuireader.watching.holding import WatchLock
from tuireader.watching.watcher import Watcher

SWITCH = 0.001
"""Seconds that the thread which reads pages keeps Python from the event loop (usually 5 ms)."""

OBJECTS = 10_000
"""New objects after which Python looks for cycles; a page makes several thousand."""


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the words of `watch`."""
    del name
    parser.add_argument("--once", action="store_true", help="look at what is due now, then end")
    parser.add_argument("--for", dest="seconds", type=float, metavar="SECONDS", help="end then")
    parser.add_argument("--json", action="store_true", help="print one Check per line")


def run(context: Context, args: argparse.Namespace, name: str) -> int:
    """Watch; SIGTERM and Ctrl+C end it well, SIGHUP reads the config again."""
    del name
    if args.seconds is not None and not args.seconds >= 0:
        raise UsageError("--for needs a number of seconds.", "Say `watch --for 60`.")
    keep_loop_free()
    with WatchLock(context.config.paths.library):
        asyncio.run(_watch(context, args))
    return 0


def keep_loop_free() -> None:
    """See to it that the thread which reads pages never keeps the event loop waiting for long.

    Python's collector stops all threads; what the program consists of is no garbage, and most of
    what it would go through. What a page is read into has no cycles: to go through it after every
    700 new objects finds nothing.
    """
    sys.setswitchinterval(SWITCH)
    gc.set_threshold(OBJECTS, 20, 20)
    gc.collect()
    gc.freeze()


@dataclass
class Orders:
    """What signals told the watch to do; `watcher`: who is to hear of it."""

    watcher: Watcher | None = None
    ending: bool = False
    reloading: bool = False

    def end(self) -> None:
        """End the watch."""
        self.ending = True
        if self.watcher:
            self.watcher.stop()

    def reload(self) -> None:
        """Begin again with a new config, or end where the terminal is what hung up."""
        if _terminal_is_gone():
            self.end()
            return
        self.reloading = True
        if self.watcher:
            self.watcher.stop()


def _terminal_is_gone() -> bool:
    """Tell whether this process had a terminal that hung up, as closed windows do."""
    try:
        with Path("/dev/tty").open("rb") as terminal:
            os.tcgetpgrp(terminal.fileno())
    except OSError:
        return os.isatty(1) or os.isatty(2)
    return False


async def _watch(context: Context, args: argparse.Namespace) -> None:
    """Watch, session after session: each has the config that was read at its beginning."""
    loop = asyncio.get_running_loop()
    orders = Orders()
    ends_at = None if args.seconds is None else loop.time() + args.seconds
    with _obeying(orders):
        rules = _rules(context)
        while not orders.ending:
            orders.reloading = False
            async with prepared(context, rules, plain=args.once, as_json=args.json) as session:
                await _follow(session, orders, once=args.once, ends_at=ends_at)
            if args.once or ends_at is not None:
                context.say(session.status.summary())
            if not orders.reloading:
                return
            with suppress(UsageError):
                context, rules = _reloaded(context)


async def _follow(session: Session, orders: Orders, *, once: bool, ends_at: float | None) -> None:
    """Run one session until its watcher ends, by itself or because it was told to."""
    timer = None
    if ends_at is not None:
        timer = asyncio.get_running_loop().call_at(ends_at, orders.end)
    orders.watcher = session.watcher
    try:
        if not (orders.ending or orders.reloading):
            await session.run(once=once)
    finally:
        orders.watcher = None
        if timer:
            timer.cancel()


@contextmanager
def _obeying(orders: Orders) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    heard = {
        signal.SIGTERM: orders.end,
        signal.SIGINT: orders.end,
        signal.SIGHUP: orders.reload,
    }
    for number, order in heard.items():
        loop.add_signal_handler(number, order)
    try:
        yield
    finally:
        for number in heard:
            loop.remove_signal_handler(number)


def _rules(context: Context) -> tuple[Rule, ...]:
    config = context.config
    rules = parse_rules(config.tell, quiet=config.quiet_hours, on_change=config.on_change)
    if any(rule.to for rule in rules):
        require_apprise()
    return rules


def _reloaded(context: Context) -> tuple[Context, tuple[Rule, ...]]:
    """Read the config again.

    Raises:
        UsageError: it makes no sense; that was said, and the old one stays.
    """
    try:
        new = replace(context, config=load_config(context.config.paths))
        rules = _rules(new)
    except UsageError as error:
        context.complain(f"{error} The config stays as it was.")
        raise
    context.say("The config was read again.")
    return new, rules
