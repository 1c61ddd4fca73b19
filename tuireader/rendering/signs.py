"""The signs of verdicts and states: one character each, so that nothing hangs on colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from tuireader.model import ChangeKind, Disclosure
from tuireader.rendering import glance
from tuireader.rendering.glance import STARRED as STARRED
from tuireader.rendering.glance import UNREAD as UNREAD
from tuireader.rendering.roles import Role

if TYPE_CHECKING:
    from tuireader.model import Edit, Listing, Overruling, Verdict

MOVED = "⇡"
EXPLAINED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class Sign(NamedTuple):
    """A character, what it means, and the role it is shown in."""

    character: str
    words: str
    role: Role


def _signs(table: Mapping[str, tuple[str, str, str]]) -> dict[str, Sign]:
    return {name: Sign(sign, words, Role(role)) for name, (sign, words, role) in table.items()}


_DISCLOSURES = _signs(glance.DISCLOSURES)
_KINDS = _signs(glance.KINDS)
_STATES = _signs(glance.STATES)

LEGEND: tuple[Sign, ...] = (
    Sign(UNREAD, "unread, or changed since it was read", Role.ACCENT),
    Sign("△", "changed silently: no notice says so", Role.SILENT),
    Sign("▲", "changed, and a notice says so", Role.EXPLAINED),
    Sign("◇", "changed, and a notice says so in part", Role.SILENT),
    Sign("▽", "a notice was taken away", Role.SILENT),
    Sign("+", "grew: what stood there still stands", Role.TEXT),
    Sign("~", "spelling or style only", Role.DIM),
    Sign("⊘", "the page is gone", Role.SILENT),
    Sign("▒", "the publisher lets no program read it", Role.DIM),
    Sign("!", "the last look failed", Role.SILENT),
    Sign(STARRED, "starred by you", Role.ACCENT),
)
"""Every sign of a list, for the help screen."""


def of_verdict(verdict: Verdict | None) -> Sign:
    """Return the sign of a verdict: its disclosure, else its kind."""
    if verdict is None:
        return _KINDS[ChangeKind.NONE]
    if verdict.disclosure in _DISCLOSURES:
        return _DISCLOSURES[verdict.disclosure]
    return _KINDS.get(verdict.kind, Sign("+", verdict.kind.value, Role.TEXT))


def of_listing(listing: Listing) -> Sign:
    """Return the sign of an article in the list: its state where that is news, else its verdict."""
    return _STATES.get(listing.status) or of_verdict(listing.verdict)


def verdict_words(verdict: Verdict) -> str:
    """Return a verdict in words: `factual · partly disclosed`."""
    kind = "no change" if verdict.kind is ChangeKind.NONE else verdict.kind.value
    if verdict.disclosure is Disclosure.NONE:
        return kind
    return f"{kind} · {_DISCLOSURES[verdict.disclosure].words}"


def ruling_words(ruling: Overruling) -> str:
    """Return what a person said of a change: `you: copyedit · silent (both are true)`."""
    if ruling.noise:
        said = "nothing, noise"
    else:
        kind = ruling.kind.value if ruling.kind else ""
        told = _SAID[ruling.disclosure] if ruling.disclosure else ""
        said = " · ".join(piece for piece in (kind, told) if piece)
    noted = f"({ruling.note})" if ruling.note and said else ruling.note
    return f"you: {' '.join(piece for piece in (said, noted) if piece)}"


_SAID = {Disclosure.NONE: "nothing to disclose", **{d: s.words for d, s in _DISCLOSURES.items()}}


def of_notice(index: int) -> str:
    """Return the number that ties a notice to the edits it explains."""
    return EXPLAINED[index] if index < len(EXPLAINED) else f"({index + 1})"


def of_edit(edit: Edit) -> Sign:
    """Return what stands beside an edit: the notice that explains it, or that none does."""
    if edit.notice is not None:
        return Sign(of_notice(edit.notice), "explained", Role.EXPLAINED)
    touches = ", ".join(signal.value.replace("-", " ") for signal in edit.signals)
    if edit.kind in (ChangeKind.FACTUAL, ChangeKind.SOURCING, ChangeKind.REWRITE):
        return Sign("△", f"{touches or edit.kind.value}, silent", Role.SILENT)
    sign = _KINDS.get(edit.kind, _KINDS[ChangeKind.NONE])
    return Sign(sign.character, touches or sign.words, Role.DIM)
