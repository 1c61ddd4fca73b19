"""The config file, changed from within the reader: comments and order stay as they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import fields
from functools import partial
from pathlib import Path

from tuireader.config import Config, parse
from tuireader.errors import UsageError, reason

Value = str | int | float | bool
_PLAIN = (str, int, float, bool)


class Preferences:
    """What the config says, and how it is changed.

    `writes` False: nothing of the user's is touched, and what is changed holds for this session.
    """

    def __init__(self, config: Config, *, writes: bool = True) -> None:
        self._config = config
        self._writes = writes
        self._session: dict[str, Value] = {}

    @property
    def path(self) -> str:
        """Return the name of the file; empty where none is written."""
        return str(self._config.paths.config) if self._writes else ""

    def values(self) -> Mapping[str, Value]:
        """Return the settings that are one value each, by name; `keys.ACTION` for keys."""
        named = ((each.name, getattr(self._config, each.name)) for each in fields(Config))
        found = {name: value for name, value in named if isinstance(value, _PLAIN)}
        keys = {f"keys.{name}": value for name, value in self._config.keys.items()}
        return {**found, **keys, **self._session}

    def set(self, name: str, value: Value) -> Callable[[], None]:
        """Change a setting and return what takes it back.

        Raises:
            UsageError: the value can't be, or the file can't be read or written.
        """
        if not self._writes:
            return self._set_here(name, value)
        path = self._config.paths.config
        before = _read(path)
        text = _changed(before or "", name, value)
        config = parse(self._config.paths, text)
        _write(path, text)
        was, self._config = self._config, config
        return partial(self._put_back, was, before)

    def _set_here(self, name: str, value: Value) -> Callable[[], None]:
        was = dict(self._session)
        self._session[name] = value

        def undo() -> None:
            self._session = was

        return undo

    def _put_back(self, config: Config, text: str | None) -> None:
        path = self._config.paths.config
        if text is None:
            with suppress(FileNotFoundError):
                path.unlink()
        else:
            _write(path, text)
        self._config = config


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        what = f"The config file can't be read: {reason(error)}."
        raise UsageError(what, "Mend or remove it.") from error


def _changed(text: str, name: str, value: Value) -> str:
    """Return the file's text with one value changed; what else stands there stays as it is."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
        table, _, key = name.rpartition(".")
        place = document
        if table:
            place = document.setdefault(table, tomlkit.table())
        if key and table and value == "":
            place.pop(key, None)  # no keys of one's own: the usual ones
        else:
            place[key] = value
        return tomlkit.dumps(document)
    except TOMLKitError as error:
        raise UsageError(f"The config file is no TOML: {error}.", "Mend that line.") from error


def _write(path: Path, text: str) -> None:
    """Replace the file at once: whoever reads it meanwhile gets the old text or the new one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        target = path.resolve()  # a link stays a link
        new = target.with_name(f"{target.name}.new")
        new.write_text(text, encoding="utf-8")
        with suppress(FileNotFoundError):
            new.chmod(target.stat().st_mode)
        new.replace(target)
    except OSError as error:
        raise UsageError(
            f"The config file can't be written: {reason(error)}.", "Give yourself the right to."
        ) from error
