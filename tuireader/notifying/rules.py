"""Who is told of what: the rules of `[[tell]]` in the config."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tuireader.errors import UsageError
from tuireader.model import ChangeKind, Disclosure
from tuireader.notifying.hours import Hour, Quiet
from tuireader.notifying.tidings import Event, Tiding

KINDS = (
    *(kind.value for kind in ChangeKind if kind is not ChangeKind.NONE),
    Event.GONE.value,
    Event.BACK.value,
)
DISCLOSURES = tuple(disclosure.value for disclosure in Disclosure)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Tell of what fits every condition that is given.

    `to`: an Apprise address; `command`: a program that gets the Change as JSON on stdin; a rule
    has one of the two. `source`: part of the source's name or the address; `weight`: at least.
    `quiet`: hours in which it waits. `digest`: once a day at that hour, all in one message.
    """

    to: str = ""
    command: tuple[str, ...] = ()
    source: str = ""
    tag: str = ""
    kind: tuple[str, ...] = ()
    disclosure: tuple[str, ...] = ()
    weight: float = 0.0
    quiet: Quiet | None = None
    digest: Hour | None = None

    def fits(self, tiding: Tiding) -> bool:
        """Tell whether somebody wants to hear this."""
        if self.command and tiding.payload is None:
            return False
        is_change = tiding.event is Event.CHANGED
        kind = tiding.kind.value if is_change else tiding.event.value
        source = self.source.casefold()
        return (
            (not source or source in tiding.source.casefold() or source in tiding.url.casefold())
            and (not self.tag or self.tag in tiding.tags)
            and (not self.kind or kind in self.kind)
            and (not self.disclosure or tiding.disclosure.value in self.disclosure)
            and (not is_change or tiding.weight >= self.weight)
        )

    def moment(self, now: datetime) -> datetime:
        """Return when a message may go out: now, after the quiet hours, or with the digest."""
        moment = self.digest.next_after(now) if self.digest else now
        return self.quiet.over(moment) if self.quiet else moment


def parse_rules(
    tables: Sequence[Mapping[str, Any]], *, quiet: str = "", on_change: str = ""
) -> tuple[Rule, ...]:
    """Read the config's rules.

    Args:
        tables: what stands under `[[tell]]`.
        quiet: the hours that are quiet for all rules that don't name their own.
        on_change: a command line that is run for every change, at any hour.

    Raises:
        UsageError: a rule makes no sense; the message says which and why.
    """
    usual = Quiet.parse(quiet)
    own = [Rule(command=_words("on_change", on_change))] if on_change.strip() else []
    return (*own, *(_parse(number, table, usual) for number, table in enumerate(tables, 1)))


def _parse(number: int, table: Mapping[str, Any], usual: Quiet | None) -> Rule:
    name = f"[[tell]] number {number}"
    unknown = [key for key in table if key not in _READERS]
    if unknown:
        raise UsageError(f"{name}: there is no key {unknown[0]!r}.", f"There are {_KEYS}.")
    values: dict[str, Any] = {"quiet": usual}
    for key, value in table.items():
        values[key] = _READERS[key](f"{name}: {key}", value)
    if bool(values.get("to")) == bool(values.get("command")):
        raise UsageError(f"{name} must have `to` or `command`.", "Give one of the two.")
    if values.get("command") and values.get("digest"):
        raise UsageError(f"{name}: a command gets every change by itself.", "Drop `digest`.")
    return Rule(**values)


def _text(name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{name} can't be {value!r}.", "Give a text.")
    return value.strip()


def _words(name: str, value: object) -> tuple[str, ...]:
    try:
        words = tuple(shlex.split(_text(name, value)))
    except ValueError as error:
        raise UsageError(f"{name} is no command line: {error}.", "Close the quotes.") from error
    return words


def _one_of(known: Sequence[str]) -> Callable[[str, object], tuple[str, ...]]:
    def read(name: str, value: object) -> tuple[str, ...]:
        chosen = [value] if isinstance(value, str) else value
        if not isinstance(chosen, list) or not chosen or any(one not in known for one in chosen):
            raise UsageError(f"{name} can't be {value!r}.", f"There are {', '.join(known)}.")
        return tuple(chosen)

    return read


def _share(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise UsageError(f"{name} can't be {value!r}.", "Give a number from 0 to 1.")
    return float(value)


_READERS: Mapping[str, Callable[[str, object], object]] = {
    "to": _text,
    "command": _words,
    "source": _text,
    "tag": _text,
    "kind": _one_of(KINDS),
    "disclosure": _one_of(DISCLOSURES),
    "weight": _share,
    "quiet": lambda name, value: Quiet.parse(_text(name, value)),
    "digest": lambda name, value: Hour.parse(_text(name, value)),
}
_KEYS = ", ".join(_READERS)
