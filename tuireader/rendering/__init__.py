"""Sets documents, changes and lists as lines of text, for the command line and the reader.

Everything is a `Sheet`: lines of fragments that each play a role. `Printed(sheet)` is what a Rich
console prints; `sheet.plain()` is the same in words alone.
"""

from tuireader.rendering.changes import changed, edit_words, summary
from tuireader.rendering.diff import SIDE_LEAST, Layout, diff
from tuireader.rendering.document import MEASURE, document
from tuireader.rendering.listings import listing, place
from tuireader.rendering.printed import ANSI, Printed
from tuireader.rendering.roles import Fragment, Line, Role, Span, plain
from tuireader.rendering.sheet import Sheet, Stop
from tuireader.rendering.signs import LEGEND, Sign, of_listing, of_verdict, verdict_words
from tuireader.rendering.spark import spark
from tuireader.rendering.timeline import Look, look_lines, looks, texts, timeline
from tuireader.rendering.times import age, length, moment
from tuireader.rendering.verdict import verdict
from tuireader.rendering.wrap import breaks, cells, fit

__all__ = [
    "ANSI",
    "LEGEND",
    "MEASURE",
    "SIDE_LEAST",
    "Fragment",
    "Layout",
    "Line",
    "Look",
    "Printed",
    "Role",
    "Sheet",
    "Sign",
    "Span",
    "Stop",
    "age",
    "breaks",
    "cells",
    "changed",
    "diff",
    "document",
    "edit_words",
    "fit",
    "length",
    "listing",
    "look_lines",
    "looks",
    "moment",
    "of_listing",
    "of_verdict",
    "place",
    "plain",
    "spark",
    "summary",
    "texts",
    "timeline",
    "verdict",
    "verdict_words",
]
