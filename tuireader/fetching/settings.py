"""What a user may set about fetching."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tuireader import __version__

AGENT = "tuireader"
"""The product token that robots.txt files know us by."""


def user_agent(contact: str = "") -> str:
    """Say who asks, how to refuse us, and where to complain, in one header value.

    Args:
        contact: an address or a mail address of the person who runs this reader.
    """
    where = f"; complaints: {contact}" if contact else ""
    printable = "".join(c for c in where if " " <= c <= "~" and c not in "()")
    return f"{AGENT}/{__version__} (one person's news reader; obeys robots.txt{printable})"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """Limits and manners. Times are seconds, sizes bytes.

    Attributes:
        size_limit: the largest body, counted after decompression.
        connect_timeout: for a name, a connection and its TLS handshake.
        read_timeout: the longest silence in the middle of an answer.
        total_timeout: one address with all its redirects, waiting for a turn not counted.
        redirect_limit: how many redirects are followed.
        gap: the pause between two requests to one host, at least.
        longest_gap: the longest pause that a site's Crawl-delay can ask for.
        at_once: how many hosts are asked at the same time.
        contact: where to complain; part of the User-Agent.
        turns: a folder shared by processes, so that together they keep the gap; None for one
            process alone.
        headers: more headers (cookies, too) for a host and its subdomains, or for one address.
        robots: whether robots.txt is asked for and obeyed.
    """

    size_limit: int = 10_000_000
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 60.0
    redirect_limit: int = 10
    gap: float = 1.0
    longest_gap: float = 60.0
    at_once: int = 8
    contact: str = ""
    turns: Path | None = None
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    robots: bool = True
