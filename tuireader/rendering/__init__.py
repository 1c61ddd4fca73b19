"""Sets documents, changes and lists as lines of text, for the command line and the reader.

Everything is a `Sheet`: lines of fragments that each play a role. `Printed(sheet)` is what a Rich
console prints; `sheet.plain()` is the same in words alone. Importing this package imports nothing;
a name brings its module when it is first asked for (PEP 562), so that a list can be painted before
Rich is there.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tuireader.rendering.changes import changed, edit_words, summary
    from tuireader.rendering.diffs import SIDE_LEAST, Layout, diff
    from tuireader.rendering.documents import MEASURE, document
    from tuireader.rendering.links import links_of
    from tuireader.rendering.listings import listing, place
    from tuireader.rendering.new_texts import texts
    from tuireader.rendering.printed import ANSI, Printed, Printer
    from tuireader.rendering.roles import Fragment, Line, Role, Span, plain, tightened
    from tuireader.rendering.searches import Scale, hit_lines, track_lines
    from tuireader.rendering.sheet import Sheet, Stop
    from tuireader.rendering.signs import LEGEND, Sign, of_listing, of_verdict, verdict_words
    from tuireader.rendering.sparks import spark
    from tuireader.rendering.timelines import (
        Look,
        look_lines,
        looks,
        timeline,
        weights_over_time,
    )
    from tuireader.rendering.times import age, length, moment, outlook_words
    from tuireader.rendering.verdicts import verdict
    from tuireader.rendering.wrap import breaks, cells, fit, is_sure, spare

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
    "Printer",
    "Role",
    "Scale",
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
    "hit_lines",
    "is_sure",
    "length",
    "links_of",
    "listing",
    "look_lines",
    "looks",
    "moment",
    "of_listing",
    "of_verdict",
    "outlook_words",
    "place",
    "plain",
    "spare",
    "spark",
    "summary",
    "texts",
    "tightened",
    "timeline",
    "track_lines",
    "verdict",
    "verdict_words",
    "weights_over_time",
]

_HOMES = {
    "changes": ("changed", "edit_words", "summary"),
    "diffs": ("SIDE_LEAST", "Layout", "diff"),
    "documents": ("MEASURE", "document"),
    "links": ("links_of",),
    "listings": ("listing", "place"),
    "printed": ("ANSI", "Printed", "Printer"),
    "roles": ("Fragment", "Line", "Role", "Span", "plain", "tightened"),
    "searches": ("Scale", "hit_lines", "track_lines"),
    "new_texts": ("texts",),
    "sheet": ("Sheet", "Stop"),
    "signs": ("LEGEND", "Sign", "of_listing", "of_verdict", "verdict_words"),
    "sparks": ("spark",),
    "timelines": ("Look", "look_lines", "looks", "timeline", "weights_over_time"),
    "times": ("age", "length", "moment", "outlook_words"),
    "verdicts": ("verdict",),
    "wrap": ("breaks", "cells", "fit", "is_sure", "spare"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Import the module that holds a name, and return what it names.

    Raises:
        AttributeError: there is no such name.
    """
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
