"""What the library's tables look like, and how older ones become so."""

from __future__ import annotations

from tuireader.library.form import MARK as MARK
from tuireader.library.storage import Column, Kind, Layout

ARTICLES = "articles"
SNAPSHOTS = "snapshots"
TEXTS = "texts"
PAGES = "pages"
CHECKS = "checks"
OVERRULINGS = "overrulings"
FEEDS = "feeds"
ENTRIES = "entries"
MUTES = "mutes"
FORMERS = "formers"
PASSAGES = "passages"
INDEXED = "indexed"

INDEX = "passage_index"
INDEX_RUNS = "passage_runs"


def _numbers(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.TEXT) for name in names)


_FRAME = (*_numbers("base", "place"), Column("data", Kind.BYTES))

# Every record has its checksum, but for raw pages, which the seals are for, and for the full-text
# index, which is made anew from the texts at any time.
LAYOUTS = {
    # `key`: the URL as it is compared. `read`: the newest snapshot that a reader has seen.
    # `muted`: 1 where a mute hides it. `newest`: the snapshot the next one is compared with;
    # `text` and `page`: the records the next ones are packed against. The rest is what a list of
    # articles shows.
    ARTICLES: Layout(
        columns=(
            *_texts("url", "key", "headline", "source", "status", "kind", "disclosure"),
            Column("weight", Kind.REAL),
            *_numbers("added_at", "removed_at", "checked_at", "next_check", "news_at"),
            *_numbers("first_at", "last_at", "newest_at", "newest", "snapshots", "texts"),
            *_numbers("text", "page", "read", "unread", "changed", "starred", "archived"),
            *_numbers("muted"),
            *_texts("etag", "last_modified"),
        ),
        indexes=("next_check", "news_at", "url"),
        unique=("key",),
        summed=True,
    ),
    # Times are microseconds since 1970, UTC. `text`: the record of what was read in the page;
    # a lean row is one that shares it with an earlier snapshot. `page`: the sha-256 of a raw page
    # that was not kept.
    SNAPSHOTS: Layout(
        columns=(
            *_numbers("article", "number", "taken_at", "text", "next_check"),
            Column("seal", Kind.HEX),
            Column("page", Kind.HEX),
        ),
        indexes=("taken_at",),
        unique=("article, number",),
        summed=True,
    ),
    TEXTS: Layout(
        columns=(
            *_numbers("article"),
            Column("digest", Kind.HEX),
            *_texts("headline", "extractor"),
            *_FRAME,
        ),
        indexes=("digest",),
        summed=True,
    ),
    # A page has the number of its snapshot's record.
    PAGES: Layout(columns=_FRAME),
    CHECKS: Layout(
        columns=_numbers("article", "at", "next_check"), indexes=("article",), summed=True
    ),
    OVERRULINGS: Layout(
        columns=_numbers("article", "snapshot"), unique=("article, snapshot",), summed=True
    ),
    # `key`: the URL as it is compared; a feed that was removed keeps its number and nothing else.
    FEEDS: Layout(
        columns=(*_texts("url", "key"), *_numbers("checked_at")), unique=("key",), summed=True
    ),
    # `name`: the id that the feed gives an entry; `wanted`: its rule makes it an article.
    ENTRIES: Layout(
        columns=(*_numbers("feed", "article", "wanted"), *_texts("url", "name")),
        indexes=("feed, name", "feed, article"),
        unique=("feed, url",),
        summed=True,
    ),
    # An address, as it is compared, that an article moved away from.
    FORMERS: Layout(
        columns=(*_texts("key"), *_numbers("article")), indexes=("key", "article"), summed=True
    ),
    # What is not wanted in sight: a `source`, or a `phrase` of a headline.
    MUTES: Layout(columns=_texts("source", "phrase"), summed=True),
    # A passage has its number in the full-text index. `mark`: a hash of article and passage;
    # `text`: the first text of the article that holds it.
    PASSAGES: Layout(columns=_numbers("mark", "text"), unique=("mark",)),
    # One record: `upto` is the last text that was indexed.
    INDEXED: Layout(columns=_numbers("upto")),
}

INDEXES = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5(passage, content='', columnsize=0, detail=none, "
    "tokenize='trigram case_sensitive 1')",
    f"CREATE VIRTUAL TABLE {INDEX_RUNS} USING fts5vocab({INDEX}, row)",
)
"""SQLite's full-text search (https://www.sqlite.org/fts5.html); why so: `fulltext`."""
