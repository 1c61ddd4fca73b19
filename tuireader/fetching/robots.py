"""robots.txt (RFC 9309): asked for once per site and day, and obeyed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from protego import Protego

from tuireader.errors import ErrorKind, FetchError
from tuireader.fetching.settings import AGENT

DAY = 86_400.0  # RFC 9309, section 2.4: not to be used for longer
SIZE_LIMIT = 512_000  # section 2.5: at least 500 kibibytes must be read

Ask = Callable[[str], Awaitable[bytes]]
"""The address of a robots.txt → its body; raises FetchError."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """A site's rules, and when they go stale (the clock's seconds)."""

    parsed: Protego
    until: float


@dataclass(slots=True, kw_only=True)
class Robots:
    """Remembers every site's rules. `site`: scheme, host and port, as `https://host:port`."""

    now: Callable[[], float] = time.monotonic
    _rules: dict[str, _Rules] = field(default_factory=dict)
    _asking: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def check(self, site: str, url: str, ask: Ask) -> float:
        """Look up whether an address may be fetched; return the site's Crawl-delay in seconds.

        Raises:
            FetchError: the site disallows the address (`robots`), or its robots.txt couldn't be
                had: an unreachable one disallows everything (RFC 9309, section 2.3.1.4), said
                with the error that it met.
        """
        async with self._asking.setdefault(site, asyncio.Lock()):
            rules = self._rules.get(site)
            if rules is None or rules.until <= self.now():
                rules = _Rules(await _fetch(site, ask), self.now() + DAY)
                self._rules[site] = rules
        if not rules.parsed.can_fetch(url, AGENT):
            raise FetchError(
                ErrorKind.ROBOTS,
                f"{site} asks programs like this one not to fetch {url}.",
                "Save the page from your browser and add the file instead.",
            )
        return float(rules.parsed.crawl_delay(AGENT) or 0.0)


async def _fetch(site: str, ask: Ask) -> Protego:
    try:
        body = await ask(f"{site}/robots.txt")
    except FetchError as error:
        # Section 2.3.1.3: a client error means that there are no rules. Too many requests
        # is no such answer; nor is a server error.
        no_rules = error.status is not None and 400 <= error.status < 500
        if (no_rules and error.status != 429) or error.kind is ErrorKind.REDIRECT:
            return Protego.parse("")
        raise
    # A large file takes long enough to parse that the event loop would stand still.
    return await asyncio.to_thread(Protego.parse, body[:SIZE_LIMIT].decode("utf-8", "replace"))
