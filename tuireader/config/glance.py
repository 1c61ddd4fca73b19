"""What the first page has to know of a config file. Importing this imports nothing.

Most config files hold a setting a line, and are read so; one that holds more is read in full.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES = frozenset("abcdefghijklmnopqrstuvwxyz_0123456789")
_NO_KEYS: Mapping[str, str] = {}


class Look:
    """How the list looks: `theme` by name, empty for the default; `panes`; `keys` by action."""

    __slots__ = ("keys", "panes", "theme")

    def __init__(self, theme: str = "", panes: int = 2, keys: Mapping[str, str] = _NO_KEYS) -> None:
        self.theme = theme
        self.panes = panes
        self.keys = keys


def look(path: str) -> Look | None:
    """Return how a config file wants the list to look; None where it isn't as it should be."""
    try:
        with open(path, encoding="utf-8", newline="") as file:  # noqa: PTH123 - pathlib takes longer
            text = file.read()
    except FileNotFoundError:
        return Look()
    except (OSError, UnicodeDecodeError):
        return None
    plain = simple(text)
    return _in_full(path) if plain is None else plain


def simple(text: str) -> Look | None:
    """Return the look a config wants that holds one setting a line; None for any other.

    What it holds is not checked: that is done when all of it is read.
    """
    found = Look(keys={})
    table = ""
    for line in text.split("\n"):
        words = line.strip(" \t\r")
        if words.startswith("["):
            table = words[1:-1]
            if words[-1] != "]" or not _NAMES.issuperset(table):
                return None
        elif words and words[0] != "#" and not _take(found, table, *_halves(words)):
            return None
    return found


def _halves(line: str) -> tuple[str, str]:
    name, _, value = line.partition("=")
    return name.rstrip(" \t"), value.lstrip(" \t")


def _take(found: Look, table: str, name: str, value: str) -> bool:
    """Note a setting where the list needs it; tell whether it could be read."""
    quote = value[:1]
    if quote in ('"', "'"):
        plain = value[1:-1]
        if len(value) < 2 or value[-1] != quote or quote in plain or "\\" in plain:
            return False
    elif not value or not _NAMES.issuperset(value):
        return False
    else:
        plain = value
    if table == "keys":
        found.keys = {**found.keys, name: plain}
    elif not table and name == "theme":
        found.theme = plain
    elif not table and name == "panes" and plain.isdigit():
        found.panes = int(plain)
    return _NAMES.issuperset(name)


def _in_full(path: str) -> Look | None:
    from pathlib import Path
    from tomllib import TOMLDecodeError, loads

    try:
        values = loads(Path(path).read_text(encoding="utf-8"))
        keys = {str(name): str(key) for name, key in values.get("keys", {}).items()}
        return Look(str(values.get("theme", "")), int(values.get("panes", 2)), keys)
    except (OSError, TOMLDecodeError, AttributeError, TypeError, ValueError):
        return None
