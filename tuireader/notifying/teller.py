"""Writes letters by the rules, and sends them: a channel that fails is tried again for days."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from tuireader.errors import TuireaderError
from tuireader.notifying.outbox import Letter, Outbox, Told
from tuireader.notifying.rules import Rule
from tuireader.notifying.tidings import Tiding

FIRST_PAUSE = 60.0
LONGEST_PAUSE = 6 * 3600.0
GIVE_UP = 3 * 86_400.0
"""Seconds: between two tries at first and at most, and how old a letter gets."""

_Channel = tuple[str, tuple[str, ...]]
"""An address, or a program's words."""


class Teller:
    """Tells tidings. `send` hands one letter to its channel; `said` hears what went wrong."""

    def __init__(
        self,
        rules: Sequence[Rule],
        outbox: Outbox,
        *,
        clock: Callable[[], datetime],
        send: Callable[[Letter], Awaitable[None]],
        said: Callable[[str], None],
    ) -> None:
        self._rules = rules
        self._outbox = outbox
        self._clock = clock
        self._send = send
        self._said = said
        self._busy: set[_Channel] = set()

    def tell(self, tiding: Tiding) -> None:
        """Write one letter for each rule that the tiding fits, and note it for the feed."""
        now = self._clock()
        payload = json.dumps(tiding.payload, ensure_ascii=False) if tiding.payload else ""
        for rule in self._rules:
            if rule.fits(tiding):
                letter = Letter(
                    to=rule.to,
                    command=rule.command,
                    title=tiding.title,
                    body=tiding.body,
                    payload=payload if rule.command else "",
                    digest=rule.digest is not None,
                    written=now.timestamp(),
                    due=rule.moment(now).timestamp(),
                )
                self._outbox.letters.append(letter)
        self._outbox.told.append(
            Told(
                id=tiding.id,
                title=tiding.title,
                body=tiding.body,
                url=tiding.url,
                at=tiding.at.timestamp(),
            )
        )

    async def deliver(self) -> None:
        """Send what is due, channel by channel side by side; what fails waits for another try.

        It may be called while an earlier call still waits for a slow channel, which is left alone.
        """
        now = self._clock().timestamp()
        due = [one for one in self._outbox.letters if one.due <= now]
        due = sorted((one for one in due if _channel(one) not in self._busy), key=_channel)
        if not due:
            return
        channels = [(name, list(letters)) for name, letters in groupby(due, key=_channel)]
        self._busy.update(name for name, _ in channels)
        await asyncio.gather(*(self._deliver(*channel) for channel in channels))

    async def _deliver(self, channel: _Channel, letters: Sequence[Letter]) -> None:
        """Send letters to one channel in the order they were written, until one fails."""
        try:
            await self._send_all(letters)
        finally:
            self._busy.discard(channel)
        self._outbox.save()

    async def _send_all(self, letters: Sequence[Letter]) -> None:
        failed = False
        for batch in _digests(letters):
            if not failed:
                failed = not await self._try(batch)
            if not failed:
                self._drop(batch)
            else:
                self._postpone(batch)

    async def _try(self, batch: Sequence[Letter]) -> bool:
        letter = batch[0] if len(batch) == 1 else _digest(batch)
        try:
            await self._send(letter)
        except TuireaderError as error:
            self._said(f"“{letter.title}” could not be told: {error}")
            return False
        except Exception as error:  # noqa: BLE001  (a channel's bug must not end the watch)
            self._said(f"“{letter.title}” could not be told: {type(error).__name__}: {error}")
            return False
        return True

    def _drop(self, batch: Sequence[Letter]) -> None:
        gone = {id(letter) for letter in batch}
        self._outbox.letters[:] = [one for one in self._outbox.letters if id(one) not in gone]

    def _postpone(self, batch: Sequence[Letter]) -> None:
        """Put letters off, each time for twice as long; after days they are given up."""
        now = self._clock().timestamp()
        self._drop(batch)
        for letter in batch:
            if now - letter.written > GIVE_UP:
                self._said(f"“{letter.title}” is given up after {letter.tries + 1} tries.")
                continue
            pause = min(FIRST_PAUSE * 2.0**letter.tries, LONGEST_PAUSE)
            self._outbox.letters.append(replace(letter, due=now + pause, tries=letter.tries + 1))


def _channel(letter: Letter) -> _Channel:
    return letter.to, letter.command


def _digests(letters: Sequence[Letter]) -> list[list[Letter]]:
    """Put letters that may share a message together; all others stay alone, in their order."""
    shared = [letter for letter in letters if letter.digest]
    alone = [[letter] for letter in letters if not letter.digest]
    return [*alone, shared] if shared else alone


def _digest(batch: Sequence[Letter]) -> Letter:
    """Make one letter of several."""
    body = "\n\n".join(f"{letter.title}\n{letter.body}" for letter in batch)
    return replace(batch[0], title=f"{len(batch)} changes", body=body)
