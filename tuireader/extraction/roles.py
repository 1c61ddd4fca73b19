"""What each tag is to a walk over a page."""

from __future__ import annotations

from typing import Final

from tuireader.model import BlockKind


class Role:
    """What an element is by its tag. Those from `BLOCK` on begin a block of their own.

    Plain numbers, because a page has thousands of elements and `enum` is slower.
    """

    SKIP: Final = 0
    BREAK: Final = 1
    RULE: Final = 2
    INLINE: Final = 3
    LINK: Final = 4
    TIME: Final = 5
    BOLD: Final = 6
    OTHER: Final = 7
    BLOCK: Final = 8
    HEADING: Final = 9
    ITEM: Final = 10
    QUOTE: Final = 11
    FIGURE: Final = 12
    CAPTION: Final = 13
    PRE: Final = 14
    ROW: Final = 15


_BLOCKS = (
    *("html", "body", "main", "div", "p", "section", "article", "header", "footer", "aside"),
    *("nav", "ul", "ol", "dl", "table", "tbody", "thead", "tfoot", "td", "th", "address"),
    *("fieldset", "form", "center", "details", "summary", "hgroup", "menu", "dialog", "button"),
    *("picture", "amp-img"),
)
_SKIPPED = (
    *("script", "style", "noscript", "template", "svg", "iframe", "select", "textarea", "input"),
    *("object", "embed", "canvas", "map", "math", "head", "title", "meta", "link", "base"),
    *("img", "audio", "video", "source", "track", "option", "datalist", "applet"),
    *("amp-iframe", "amp-ad", "amp-analytics", "amp-sidebar", "amp-video", "amp-embed"),
)
ROLES: dict[str, int] = {
    **dict.fromkeys(_BLOCKS, Role.BLOCK),
    **dict.fromkeys(_SKIPPED, Role.SKIP),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Role.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), Role.ITEM),
    **dict.fromkeys(("blockquote", "q-block"), Role.QUOTE),
    **dict.fromkeys(("b", "strong"), Role.BOLD),
    "figure": Role.FIGURE,
    "figcaption": Role.CAPTION,
    "pre": Role.PRE,
    "br": Role.BREAK,
    "hr": Role.RULE,
    "a": Role.LINK,
    "time": Role.TIME,
    "tr": Role.ROW,
    "span": Role.INLINE,
    "em": Role.INLINE,
    "i": Role.INLINE,
}
"""Tags that aren't here are inline, but for those that sites make up: `OTHER` has to be looked at.
"""

KINDS: dict[int, BlockKind] = {
    Role.HEADING: BlockKind.HEADING,
    Role.ITEM: BlockKind.LIST_ITEM,
    Role.QUOTE: BlockKind.QUOTE,
    Role.FIGURE: BlockKind.CAPTION,
    Role.CAPTION: BlockKind.CAPTION,
    Role.PRE: BlockKind.PREFORMATTED,
}
