"""Texts cut to a width and made harmless. Importing this imports nothing.

The width of most texts is known without a table: one cell a letter of Latin, Greek and Cyrillic,
two a character of Chinese, Japanese and Korean. Any other text is left to `wrap`, which asks Rich.
"""

from __future__ import annotations

_SINGLE = (
    *((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2FF), (0x370, 0x377), (0x37A, 0x482), (0x48A, 0x52F)),
    *((0x2010, 0x2027), (0x2030, 0x205E), (0x20A0, 0x20BF), (0x2500, 0x257F), (0x25AB, 0x25AB)),
)
_DOUBLE = (
    *((0x4E00, 0x9FFF), (0x3001, 0x3029), (0x3041, 0x3096), (0x309B, 0x30FF), (0xAC00, 0xD7A3)),
    *((0xFF01, 0xFF60), (0x3400, 0x4DBF)),
)
_CONTROLS = (
    *((0, 0x1F), (0x7F, 0x9F), (0x61C, 0x61C), (0x200E, 0x200F), (0x202A, 0x202E)),
    (0x2066, 0x2069),
)
"""What a terminal would obey, and what turns the order of words around."""


def fit(text: str, width: int) -> str:
    """Return the text cut to `width` cells, with an ellipsis where something is left out."""
    if text.isascii() or all(" " <= each <= "~" or _is(each, _SINGLE) for each in text):
        return text if len(text) <= width else _cut(text, width - 1)
    used = ends = 0  # cells, and characters that surely leave room for the ellipsis
    for character in text:
        if _is(character, _SINGLE):
            used += 1
        elif _is(character, _DOUBLE):
            used += 2
        else:
            from tuireader.rendering.wrap import fit as measured

            return measured(text, width)
        ends += used < width
    return text if used <= width else _cut(text, ends if width > 0 else -1)


def _is(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    point = ord(character)
    return any(first <= point <= last for first, last in ranges)


def _cut(text: str, end: int) -> str:
    return text[:end].rstrip() + "…" if end >= 0 else ""


def harmless(text: str) -> str:
    """Return a text without what a terminal would obey: not all libraries were made here."""
    if text.isprintable():
        return text
    return "".join(character for character in text if not _is(character, _CONTROLS))
