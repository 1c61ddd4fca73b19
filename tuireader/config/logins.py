"""Names and passwords typed into addresses: in a file of the user's own, and in nothing else.

What is saved, listed, exported or logged has addresses without them.
"""

from __future__ import annotations

import json
import os
from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Logins(Mapping[str, Mapping[str, str]]):
    """Request headers by address: those of a config, and a password where one was typed.

    What another process noted down meanwhile is seen at the next request. `more`: what the config
    says, which wins.
    """

    def __init__(self, path: Path, more: Mapping[str, Mapping[str, str]]) -> None:
        self._path = path
        self._more = more
        self._read_at: tuple[int, int] | None = None
        self._known: dict[str, Mapping[str, str]] = dict(more)

    def note(self, address: str, typed: str) -> None:
        """Note the name and password in an address as it was typed, for that address.

        They are sent as Basic credentials (RFC 7617).

        Args:
            address: as it is saved, without them.
            typed: the same with them, or without any.
        """
        try:
            user, sign, _ = urlsplit(typed).netloc.rpartition("@")
        except ValueError:
            return
        if not sign:
            return
        name, _, password = user.partition(":")
        secret = b64encode(f"{unquote(name)}:{unquote(password)}".encode()).decode("ascii")
        self._write({**self._kept(), address: {"Authorization": f"Basic {secret}"}})

    def _kept(self) -> dict[str, dict[str, str]]:
        try:
            kept = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def _write(self, kept: Mapping[str, Mapping[str, str]]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        beside.touch(mode=0o600)
        beside.write_text(json.dumps(kept, indent=1), encoding="utf-8")
        beside.replace(self._path)

    def _now(self) -> Mapping[str, Mapping[str, str]]:
        try:
            found = self._path.stat()
        except OSError:
            return self._more
        read_at = (found.st_mtime_ns, found.st_ino)
        if read_at != self._read_at:
            self._read_at = read_at
            self._known = dict(self._more)
            for address, login in self._kept().items():
                self._known[address] = {**login, **self._more.get(address, {})}
        return self._known

    def __getitem__(self, address: str) -> Mapping[str, str]:
        return self._now()[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())
