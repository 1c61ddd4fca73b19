"""The first rows of the list, read before anything else is. Importing this imports nothing.

What is not as it should be (no library, an older one, a damaged one) is left to `open_library`,
which has words for it.
"""

from __future__ import annotations

from tuireader.library.form import LISTED, MARK, NEWEST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tuireader.model import Listing
    from tuireader.model.glance import Glance


class FirstPage:
    """The first rows of a library: what is painted of them at once, and all of it a bit later."""

    __slots__ = ("_kept", "glances")

    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        self.glances: list[Glance] = [row[:_WIDTH] for row in rows]
        self._kept = [row[_WIDTH:] for row in rows]

    def listings(self) -> tuple[Listing, ...]:
        """Return the rows as the library itself would."""
        from tuireader.library.listed import listing_from

        return tuple(map(listing_from, self._kept))


_GLANCE = """
    CAST(headline AS TEXT), CAST(url AS TEXT), CAST(source AS TEXT), CAST(last_at AS INTEGER),
    CAST(status AS TEXT), CAST(kind AS TEXT), CAST(disclosure AS TEXT),
    (SELECT group_concat(value, char(31)) FROM json_each(doc, '$.tags')),
    CAST(snapshots AS INTEGER), CASE WHEN unread THEN 1 WHEN changed THEN 2 ELSE 0 END, starred"""
_ROWS = f"""
SELECT {_GLANCE}, id, {", ".join(LISTED)} FROM docs_articles
WHERE archived IS 0 AND muted IS NULL AND removed_at IS NULL
ORDER BY news_at DESC, id DESC LIMIT ?
"""  # noqa: S608 - no word of it comes from outside
_WIDTH = 11


def first_page(path: str, limit: int) -> FirstPage | None:
    """Return so many rows at most, the newest news first.

    None: there are none, or they have to be asked for in the usual way.
    """
    sqlite = _sqlite()
    escaped = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    try:
        file = sqlite.connect(f"file:{escaped}?mode=ro", uri=True, timeout=0)
    except sqlite.Error:
        return None
    try:
        if _number(file, "application_id") != MARK or _number(file, "user_version") != NEWEST:
            return None
        rows = file.execute(_ROWS, (limit,)).fetchall()
    except sqlite.Error:
        return None
    finally:
        file.close()
    return FirstPage(rows) if rows else None


def _sqlite() -> Any:
    """Return what `sqlite3` wraps, without what that imports, and without most of what it does.

    It asks `functools` for `lru_cache` and for nothing else, and that module brings seven others:
    as much work as all of ours here together. So for this moment it finds the one function, made
    of the very C code that the real one is made of.
    """
    import sys

    if "functools" in sys.modules or sys.implementation.name != "cpython":
        import _sqlite3 as sqlite

        return sqlite
    stand_in = type(sys)("functools")
    stand_in.__dict__["lru_cache"] = _lru_cache
    sys.modules["functools"] = stand_in
    try:
        import _sqlite3 as sqlite
    finally:
        del sys.modules["functools"]
    return sqlite


def _lru_cache(maxsize: int = 128, typed: bool = False) -> Any:
    """Do what `functools.lru_cache` does with a number."""
    made = __import__("_functools")._lru_cache_wrapper  # by name: no stub tells of it
    return lambda function: made(function, maxsize, typed, tuple)


def _number(file: Any, name: str) -> int:
    return int(file.execute(f"PRAGMA {name}").fetchone()[0])
