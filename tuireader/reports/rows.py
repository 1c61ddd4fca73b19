"""The JSON forms of feeds, their entries, and the ledger: one object a line."""

from __future__ import annotations

from tuireader.changes.ledger import Account
from tuireader.model import Feed, KnownEntry
from tuireader.reports.json import SCHEMA, Json, time_text


def feed_json(feed: Feed) -> Json:
    """Return the form of one row of `feed list`; `rule` is "all" or the words that are wanted."""
    return {
        "schema": SCHEMA,
        "feed": feed.number,
        "url": feed.url,
        "title": feed.title,
        "home": feed.home,
        "rule": "all" if feed.words is None else list(feed.words),
        "articles": feed.articles,
        "checked": time_text(feed.checked_at),
        "error": feed.error,
    }


def entry_json(each: KnownEntry) -> Json:
    """Return the form of one row of `feed entries`."""
    entry = each.entry
    return {
        "schema": SCHEMA,
        "entry": each.number,
        "feed": each.feed,
        "url": entry.url,
        "title": entry.title,
        "published": time_text(entry.published),
        "updated": time_text(entry.updated),
        "summary": entry.summary,
    }


def account_json(account: Account) -> Json:
    """Return the form of one row of `ledger`; kinds and disclosures that never came are absent."""
    hours = account.median_hours
    return {
        "schema": SCHEMA,
        "source": account.source,
        "articles": account.articles,
        "changes": {kind.value: n for kind, n in sorted(account.changes.items())},
        "disclosure": {told.value: n for told, n in sorted(account.disclosure.items())},
        "silent_factual": account.silent_factual,
        "median_hours_to_notice": None if hours is None else round(hours, 3),
    }
