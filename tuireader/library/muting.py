"""What is not wanted in sight: sources and phrases, and the articles they hide.

An article's record says whether a mute hides it, so that a list needs to ask no rule: rules are
laid on when an article is saved, and on all of them when a rule comes or goes.
"""

from __future__ import annotations

from collections.abc import Sequence

from tinydb.table import Document as Record

from tuireader.library.store import Store
from tuireader.model import Mute


def mute(store: Store, wanted: Mute) -> bool:
    """Take a source, or headlines with a phrase, out of the lists; return whether that is new."""
    with store.engine.transaction():
        if wanted in mutes(store):
            return False
        store.mutes.add({"source": wanted.source, "phrase": wanted.phrase})
        _apply_all(store)
        return True


def unmute(store: Store, unwanted: Mute) -> None:
    """Bring back what a mute hides, unless another does."""
    with store.engine.transaction():
        gone = [each.doc_id for each in store.mutes.find() if _mute(each) == unwanted]
        store.mutes.remove(doc_ids=gone)
        _apply_all(store)


def mutes(store: Store) -> tuple[Mute, ...]:
    """Return what is muted, in the order it was."""
    return tuple(map(_mute, store.mutes.find()))


def _mute(record: Record) -> Mute:
    return Mute(source=record.get("source") or "", phrase=record.get("phrase") or "")


def apply(rules: Sequence[Mute], article: Record) -> bool:
    """Let an article's record say whether a rule hides it; return whether that is news."""
    source, headline = article.get("source"), article.get("headline", "")
    hides = any(rule.hides(source, headline) for rule in rules)
    if hides is ("muted" in article):
        return False
    if hides:
        article["muted"] = 1
    else:
        del article["muted"]
    return True


def _apply_all(store: Store) -> None:
    rules = mutes(store)
    for record in store.articles:
        if "url" in record and apply(rules, record):
            store.articles.put(record)
