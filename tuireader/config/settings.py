"""The paths and the config: read once, passed down, never global."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from tuireader.config.folders import folders
from tuireader.errors import UsageError, reason

DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """What the program writes. `turns`: when each host was asked; `outbox`: what is to be told."""

    library: Path
    config: Path
    log: Path
    turns: Path
    outbox: Path

    @property
    def logins(self) -> Path:
        """Return where passwords are that were typed into addresses."""
        return self.library.with_name("logins.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What `config.toml` may say; every key has a default that works.

    `size_limit`: bytes of one page, decompressed. `connect_timeout`, `read_timeout`,
    `total_timeout`: seconds for a connection, a silence, a whole page with its redirects. `gap`:
    seconds between two requests to one host. `at_once`: hosts asked at the same time. `contact`:
    where sites can complain; part of the User-Agent. `headers`: more request headers (cookies, too)
    by host, which are sent to its subdomains as well, or by the address of one article.
    `keep_raw`: keep each page as it came.
    `fastest`, `slowest`: seconds between two looks at an article, at least and at most;
    `give_up`: seconds without news after which it is looked at no more. `feed_gap`: seconds
    between two looks at a feed. `on_change`: a command
    that gets each change; `tell`: who else is told; `quiet_hours`: when nobody is;
    `changes_feed`: an Atom feed of changes to write. `measure`: cells a line of text takes at
    most in the reader. `panes`: how many stand side by side on wide screens, 1 or 2. `mouse`,
    `motion`: whether the reader uses the mouse, and whether anything may move by itself.
    """

    paths: Paths
    size_limit: int = 10_000_000
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 60.0
    gap: float = 1.0
    at_once: int = 8
    contact: str = ""
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    keep_raw: bool = True
    fastest: float = 300.0
    slowest: float = 30 * DAY
    give_up: float = 360 * DAY
    feed_gap: float = 1800.0
    on_change: str = ""
    quiet_hours: str = ""
    changes_feed: str = ""
    tell: Sequence[Mapping[str, Any]] = ()
    theme: str = ""
    measure: int = 72
    panes: int = 2
    mouse: bool = True
    motion: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)


def find_paths(home: str | None, config: str | None, environ: Mapping[str, str]) -> Paths:
    """Choose the folders: `--home`, else TUIREADER_HOME, else the platform's own.

    The platform's folders are platformdirs' (XDG Base Directory Specification on Linux).
    """
    data, settings, logs = map(Path, folders(home, environ))
    return Paths(
        library=data / "library.db",
        config=Path(config).expanduser() if config else settings / "config.toml",
        log=logs / "tuireader.log",
        turns=data / "turns",
        outbox=data / "outbox.json",
    )


def load(paths: Paths, *, named: bool = False) -> Config:
    """Read the config file; none is fine unless the user named it.

    Raises:
        UsageError: it can't be read, is no TOML, or holds a key or type we don't know.
    """
    try:
        text = paths.config.read_text(encoding="utf-8")
    except FileNotFoundError:
        if named:
            raise UsageError(
                f"There is no config file {paths.config}.", "Check --config."
            ) from None
        return Config(paths=paths)
    except (OSError, UnicodeDecodeError) as error:
        if not named and not os.access(paths.config.parent, os.X_OK):
            return Config(paths=paths)  # whoever opens what else is there says so
        raise UsageError(
            f"{paths.config} can't be read: {reason(error)}.", "Mend or remove it."
        ) from error
    return parse(paths, text)


def parse(paths: Paths, text: str) -> Config:
    """Read the text of a config file.

    Raises:
        UsageError: it is no TOML, or holds a key or type we don't know.
    """
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{paths.config} is no TOML: {error}.", "Mend that line.") from error
    return Config(paths=paths, **{name: _value(paths, name, values[name]) for name in values})


def _value(paths: Paths, name: str, value: Any) -> Any:
    defaults = {f.name: f.default for f in fields(Config) if f.name != "paths"}
    if name in _TABLES:
        good = _TABLES[name](value)
    elif name not in defaults:
        known = ", ".join(defaults)
        raise UsageError(f"{paths.config}: there is no key {name!r}.", f"There are {known}.")
    elif isinstance(defaults[name], float):
        good = isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
    elif isinstance(defaults[name], bool):
        good = isinstance(value, bool)
    elif isinstance(defaults[name], int):
        good = isinstance(value, int) and not isinstance(value, bool) and value > 0
    else:
        good = isinstance(value, str)
    if not good:
        raise UsageError(f"{paths.config}: {name} can't be {value!r}.", "Give a fitting value.")
    return value


def _is_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _is_rules(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(rule, dict) for rule in value)


def _is_headers(value: Any) -> bool:
    """Tell whether each host has names and values that a header may have (RFC 9110, 5.1, 5.5)."""
    return isinstance(value, dict) and all(
        _is_texts(headers)
        and all(
            re.fullmatch(_HEADER_NAME, name) and text.isascii() and text.isprintable()
            for name, text in headers.items()
        )
        for headers in value.values()
    )


_HEADER_NAME = r"[A-Za-z0-9!#$%&'*+.^_`|~-]+"
_TABLES = {"keys": _is_texts, "tell": _is_rules, "headers": _is_headers}
