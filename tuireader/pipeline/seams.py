"""What the flow is given rather than makes itself: the time, and pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from tuireader.model import Response

Clock = Callable[[], datetime]
"""Tells the time, aware and in UTC."""


class Fetch(Protocol):
    """Get a URL.

    `validators`: `etag` and `last-modified` of what is already had; `typed`: a person named this
    host, so it may be a private one.
    """

    async def __call__(
        self, url: str, *, validators: Mapping[str, str] | None = None, typed: bool = False
    ) -> Response:
        """Return what the server gave.

        Raises:
            FetchError: there is no page to be had.
        """
