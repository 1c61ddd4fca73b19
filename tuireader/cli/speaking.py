"""Histories and ledgers in sentences, for `log --plain` and `ledger --plain`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tuireader.model import CheckStatus, Disclosure, Flag
from tuireader.rendering.flags import FLAGS, FORENSIC
from tuireader.reports.spoken import edit_words, lasting, many, moment, sentences
from tuireader.reports.text import ruling_text, verdict_text

if TYPE_CHECKING:
    from tuireader.changes.ledger import Account
    from tuireader.model import Change, Overruling, Snapshot
    from tuireader.rendering import Look


def look_text(look: Look, change: Change | None, ruling: Overruling | None = None) -> str:
    """Return what a text, or a run of looks, brought; `change`: against the text before."""
    if look.snapshot is not None:
        return _snapshot(look, look.snapshot, change, ruling)
    what = "nothing new" if look.status is CheckStatus.UNCHANGED else look.status.value
    over = f" over {lasting(look.stood)}" if look.stood else ""
    return sentences(f"{many(look.count, 'look')}{over}: {what}", _capital(look.reason))


def _snapshot(
    look: Look, snapshot: Snapshot, change: Change | None, ruling: Overruling | None
) -> str:
    verdict = snapshot.verdict
    return sentences(
        f"Snapshot {snapshot.number}, {moment(snapshot.taken_at)}",
        "First saved" if verdict is None else verdict_text(verdict).capitalize(),
        f"You say: {ruling_text(ruling)}" if ruling else "",
        f"The text of snapshot {look.again} again" if look.again is not None else "",
        *(_edits(change) if change else ()),
        *(_capital(FLAGS[flag]) for flag in snapshot.flags if flag in _TOLD),
        "It stands still" if look.stood is None else f"It stood {lasting(look.stood)}",
    )


_TOLD = (*FORENSIC, Flag.FLAPPING)
"""Flags that no other sentence tells."""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _edits(change: Change) -> Sequence[str]:
    """Return the weightiest edit's words, the number of the others, notices that came or went."""
    edits = sorted(change.edits, key=lambda edit: -edit.weight)
    rest = f", and {many(len(edits) - 1, 'more edit')}" if len(edits) > 1 else ""
    return (
        *(f"{edit_words(edit)}{rest}" for edit in edits[:1]),
        *(f"Notice added: {each.text}" for each in change.notices.added),
        *(f"Notice taken away: {each.text}" for each in change.notices.removed),
    )


def account_text(account: Account) -> str:
    """Return a source's line of the ledger."""
    told = {each: count for each, count in account.told.items() if count}
    changes = many(account.count, "change")
    return sentences(
        account.source,
        f"{many(account.articles, 'article')}, {changes}",
        ", ".join(f"{count} {_word(each)}" for each, count in told.items()),
        f"{many(account.silent_factual, 'silent factual change')}"
        if account.silent_factual
        else "",
        _notice(account.median_hours),
    )


def _word(disclosure: Disclosure) -> str:
    nothing = disclosure is Disclosure.NONE
    return "with nothing to disclose" if nothing else disclosure.value.replace("-", " ")


def _notice(hours: float | None) -> str:
    if hours is None:
        return ""
    return f"Median time to a notice: {lasting(hours * 3600)}" if hours else "Notices came at once"


def history_text(
    looks: Sequence[Look], changes: Mapping[int, Change], rulings: Mapping[int, Overruling]
) -> str:
    """Return an article's history, a line a look that mattered."""
    return "\n".join(
        look_text(look, changes.get(number), rulings.get(number))
        for look in looks
        for number in (look.snapshot.number if look.snapshot else 0,)
    )
