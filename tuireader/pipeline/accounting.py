"""The library's verdicts to the ledger: what each source changed, and whether it said so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from tuireader.changes.ledger import UNTOLD, Account, Entry, accounts
from tuireader.library.protocol import Library
from tuireader.model import (
    Article,
    ChangeKind,
    Flag,
    Judged,
    Pair,
    Snapshot,
    Verdict,
)
from tuireader.pipeline.homes import host_of
from tuireader.pipeline.judging import read_again, settling, standing_before


def balance(library: Library, *, since: datetime | None = None) -> tuple[Account, ...]:
    """Return an account for each source, the one with the most silent factual changes first.

    A person's overruling counts instead of the program's verdict. Two texts that a server
    alternates between are one change, however often. Sources that changed nothing have an account,
    too.

    Args:
        library: whose articles are counted.
        since: only changes first seen since then.
    """
    sources = {article.number: source_of(article) for article in library.articles()}
    had = Counter(sources.values())
    found = accounts(_entries(library, sources, since))
    changed = {account.source for account in found}
    idle = (
        Account(
            source=source,
            articles=0,
            changes={},
            disclosure={},
            silent_factual=0,
            median_hours=None,
        )
        for source in sorted(set(had) - changed)
    )
    return tuple(replace(account, articles=had[account.source]) for account in (*found, *idle))


def source_of(article: Article) -> str:
    """Return who published an article: its source, else the host of its address."""
    if article.source:
        return article.source
    return host_of(article.url).removeprefix("www.") or article.url


def _entries(library: Library, sources: dict[int, str], since: datetime | None) -> Iterator[Entry]:
    by_article: dict[int, list[Judged]] = defaultdict(list)
    for judged in library.judged(since=since):
        if judged.article in sources and _counted(judged) is not None:
            by_article[judged.article].append(judged)
    for number, changes in by_article.items():
        history = library.history(number)
        snapshots = {snapshot.number: snapshot for snapshot in history}
        swung = _swung(history)
        for judged in changes:
            verdict = _counted(judged)
            snapshot = snapshots.get(judged.snapshot)
            if verdict is None or snapshot is None or snapshot.number in swung:
                continue
            yield Entry(
                source=sources[number],
                article=number,
                at=judged.taken_at,
                verdict=verdict,
                settled_at=_settled(library, history, snapshot, verdict),
            )


def _swung(history: Sequence[Snapshot]) -> set[int]:
    """Return the snapshots that only brought back one of two texts that alternate.

    Known in hindsight: the first return looked like a change taken back. What stays is one change.
    """
    seen = [snapshot for snapshot in history if not snapshot.blocked]
    pairs = {after.number: {before.digest, after.digest} for before, after in pairwise(seen)}
    swings = [pairs.get(s.number, set()) for s in seen if Flag.FLAPPING in s.flags]
    return {
        s.number for s in seen if Flag.REVERT in s.flags and pairs.get(s.number, set()) in swings
    }


def _counted(judged: Judged) -> Verdict | None:
    """Return the verdict that counts, None where nothing was changed."""
    ruling, verdict = judged.overruling, judged.verdict
    if ruling is not None:
        kind = ruling.kind or verdict.kind
        disclosure = ruling.disclosure or verdict.disclosure
        verdict = Verdict(kind=kind, disclosure=disclosure, weight=verdict.weight)
    is_nothing = verdict.kind is ChangeKind.NONE or (ruling is not None and ruling.noise)
    return None if is_nothing else verdict


def _settled(
    library: Library, history: Sequence[Snapshot], snapshot: Snapshot, verdict: Verdict
) -> datetime | None:
    """Return when a later snapshot brought the notice that explains a silent change."""
    before = standing_before(history[: history.index(snapshot)], snapshot.taken_at)
    if before is None or verdict.disclosure not in UNTOLD:
        return None
    sides = Pair(before=read_again(library, before), after=read_again(library, snapshot))
    seen = settling(library, history, sides, snapshot, verdict.disclosure)
    return seen.at if seen else None
