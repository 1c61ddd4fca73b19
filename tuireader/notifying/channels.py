"""How a letter leaves: a program's stdin, or whatever Apprise can reach."""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
from contextlib import suppress

from tuireader.errors import TuireaderError, UsageError
from tuireader.notifying.outbox import Letter

TIME_LIMIT = 60.0
"""Seconds that a channel may take for one letter."""


class ChannelError(TuireaderError):
    """A letter could not be sent; it is tried again."""


async def send(letter: Letter) -> None:
    """Send a letter.

    Raises:
        ChannelError: it didn't get through.
    """
    try:
        async with asyncio.timeout(TIME_LIMIT):
            if letter.command:
                await _run(letter.command, letter.payload)
            else:
                await _notify(letter)
    except TimeoutError as error:
        raise ChannelError(f"It took longer than {TIME_LIMIT:.0f} s.") from error


async def _run(command: tuple[str, ...], payload: str) -> None:
    """Run a program with the Change on stdin; its exit status says whether it was well."""
    try:
        program = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
    except OSError as error:
        raise ChannelError(f"{command[0]} can't be run: {error.strerror}.") from error
    try:
        _, complaint = await program.communicate(f"{payload}\n".encode())
    except BaseException:
        with suppress(ProcessLookupError):
            program.kill()
        await program.wait()
        raise
    if program.returncode:
        said = complaint.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise ChannelError(f"{command[0]} ended with status {program.returncode}. {said}".strip())


async def _notify(letter: Letter) -> None:
    """Hand a letter to Apprise, which says no more than whether it got through."""
    try:
        apprise = importlib.import_module("apprise")
    except ImportError as error:
        raise ChannelError("Apprise is not installed (any more).") from error
    post = apprise.Apprise()
    if not post.add(letter.to):
        raise ChannelError("Apprise doesn't know this kind of address.")
    if not await post.async_notify(title=letter.title, body=letter.body):
        raise ChannelError("Apprise could not deliver it.")


def require_apprise() -> None:
    """See to it that addresses can be reached at all.

    Raises:
        UsageError: Apprise is not installed.
    """
    if importlib.util.find_spec("apprise") is None:
        raise UsageError(
            "`to` in [[tell]] needs Apprise, which is not installed.",
            "`pip install 'tuireader[notify]'` brings it; a `command` needs nothing.",
        )
