"""Tell the rows of tables that hold data from those that lay out a page."""

from __future__ import annotations

from lxml import etree

_LONGEST = 600
"""Characters of a row of data, white space included; a longer one lays out a page."""

_NEVER_IN_DATA = ("table", "ul", "h1", "h2", "script", "form")


def is_data(row: etree._Element) -> bool:
    """Tell whether a table's row holds data, not a piece of the page's layout."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2 or any(len(cell.findall(".//p")) > 1 for cell in cells):
        return False
    if next(row.iter(*_NEVER_IN_DATA), None) is not None:
        return False
    return sum(len(text) for text in row.itertext()) <= _LONGEST
