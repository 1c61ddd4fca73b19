"""The first rows of the list, read before anything else is; importing this imports nothing.

What is not as it should be (no library, an older one, a damaged one) is left to `open_library`,
which has words for it.
"""

from __future__ import annotations

from tuireader.library.form import MARK, NEWEST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    Text: TypeAlias = str | None
    Number: TypeAlias = int | None
    Row: TypeAlias = tuple[Text, Text, Text, Number, Text, Text, Text, Text, Number, Number, Number]

_ROWS = """
SELECT CAST(headline AS TEXT), CAST(url AS TEXT), CAST(source AS TEXT), CAST(last_at AS INTEGER),
    CAST(status AS TEXT), CAST(kind AS TEXT), CAST(disclosure AS TEXT),
    (SELECT group_concat(value, char(31)) FROM json_each(doc, '$.tags')),
    CAST(snapshots AS INTEGER), unread OR changed, starred
FROM docs_articles
WHERE archived IS 0 AND muted IS NULL AND removed_at IS NULL
ORDER BY news_at DESC, id DESC LIMIT ?
"""


def first_rows(path: str, limit: int) -> list[Row]:
    """Return an article's headline, address, source, last look, and so on, the newest news first.

    The last look in microseconds since 1970, UTC; the tags are parted by U+001F. No rows: there
    are none, or they have to be asked for in the usual way.
    """
    import _sqlite3 as sqlite  # what sqlite3 wraps: that one imports datetime, too

    escaped = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    try:
        file = sqlite.connect(f"file:{escaped}?mode=ro", uri=True, timeout=0)
    except sqlite.Error:
        return []
    try:
        if _number(file, "application_id") != MARK or _number(file, "user_version") != NEWEST:
            return []
        return file.execute(_ROWS, (limit,)).fetchall()
    except sqlite.Error:
        return []
    finally:
        file.close()


def _number(file: Any, name: str) -> int:
    return int(file.execute(f"PRAGMA {name}").fetchone()[0])
