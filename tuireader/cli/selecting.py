"""Which article, which snapshots: the words users name them by."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Sequence
from datetime import UTC, datetime

from tuireader.errors import NotFoundError, UsageError
from tuireader.library.protocol import Library
from tuireader.model import Article, Pair, Snapshot

ARTICLE = "number, URL, or part of the headline"
SNAPSHOT = "number, -1 for the newest, or a time"
MANY = 2**31 - 1


def parse_time(text: str) -> datetime:
    """Read an ISO 8601 time; one without an offset is UTC.

    Raises:
        UsageError: it is none.
    """
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(f"{text!r} is no time.", "Write it as 2026-01-31T18:30:00Z.") from None


def count(text: str) -> int:
    """Read a number above 0, as an option's type; one that is larger than any need is cut.

    Raises:
        ArgumentTypeError: it is none.
    """
    if not (text.isascii() and text.isdigit() and int(text)):
        raise ArgumentTypeError(f"{text!r} is no number above 0")
    return min(int(text), MANY)


def find_article(library: Library, word: str) -> Article:
    """Find an article by its number, part of its headline, or its address as `add` takes it.

    Raises:
        NotFoundError: none fits, or several do.
    """
    if "://" in word:
        from tuireader.pipeline.sources import article_address  # brings much: only where needed

        word = article_address(word)
    return library.resolve(word)


def choose(history: Sequence[Snapshot], word: str) -> Snapshot:
    """Find a snapshot by its number, `-1` from the newest, `latest`, or a time.

    Raises:
        NotFoundError: the article has no such snapshot.
        UsageError: the word is neither a number nor a time.
    """
    found = _numbered(history, word) if _is_number(word) else _timed(history, word)
    if found is None:
        have = f"It has {', '.join(str(s.number) for s in history)}." if history else ""
        raise NotFoundError(f"There is no snapshot {word}.", have or "It has none yet.")
    return found


def _is_number(word: str) -> bool:
    return word.lstrip("-").isdecimal()


def _numbered(history: Sequence[Snapshot], word: str) -> Snapshot | None:
    number = int(word)
    if number < 0:
        return history[number] if -number <= len(history) else None
    return next((s for s in history if s.number == number), None)


def _timed(history: Sequence[Snapshot], word: str) -> Snapshot | None:
    if word == "latest":
        return history[-1] if history else None
    moment = parse_time(word)
    earlier = [s for s in history if s.taken_at <= moment]
    return earlier[-1] if earlier else None


def choose_pair(
    library: Library, article: int, before: str | None = None, after: str | None = None
) -> Pair[Snapshot]:
    """Find the two snapshots to compare: by default the last two that differ.

    With one name, that snapshot is compared with the newest; `read` names the newest there was
    when the article was last read.

    Raises:
        NotFoundError: the article has no such snapshot, or none at all, or was never read.
    """
    history = library.history(article)
    if before == "read":
        known = [s for s in history if s.number <= library.listing(article).read]
        if not known:
            raise NotFoundError(
                "The article was never read.", "Open it, or use `tuireader mark --read`."
            )
        return Pair(before=known[-1], after=choose(history, after or "latest"))
    if before is not None:
        return Pair(before=choose(history, before), after=choose(history, after or "latest"))
    story = [s for s in history if not s.blocked] or list(history)
    if not story:
        raise NotFoundError("The article has no snapshot yet.", "`tuireader check` takes one.")
    for newer in reversed(story):
        older = [s for s in story if s.taken_at <= newer.taken_at and s.digest != newer.digest]
        if older:
            return Pair(before=older[-1], after=_first_with(story, older[-1], newer))
    return Pair(before=story[max(0, len(story) - 2)], after=story[-1])


def choose_before(library: Library, article: int, after: int) -> Pair[Snapshot]:
    """Find a snapshot by its number, and the one before it that wasn't a wall."""
    story = [s for s in library.history(article) if not s.blocked or s.number == after]
    at = next(i for i, s in enumerate(story) if s.number == after)
    return Pair(before=story[max(0, at - 1)], after=story[at])


def first_of_run(history: Sequence[Snapshot], snapshot: Snapshot) -> Snapshot:
    """Return the snapshot that brought a snapshot's text: the verdict on it stands there."""
    story = [s for s in history if not s.blocked or s.number == snapshot.number]
    at = story.index(snapshot)
    while at and story[at - 1].digest == snapshot.digest:
        at -= 1
    return story[at]


def _first_with(story: Sequence[Snapshot], older: Snapshot, newer: Snapshot) -> Snapshot:
    """Return the first snapshot after `older` with the text of `newer`: when the change came."""
    later = story[story.index(older) + 1 :]
    return next(s for s in later if s.digest == newer.digest)
