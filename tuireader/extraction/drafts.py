"""What a walk over a page writes down: its elements, and its runs of text before any judgement."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from tuireader.extraction.assemble import Pieces
from tuireader.model import BlockKind


@dataclass(slots=True, eq=False)
class Node:
    """A block-level element. `first`, `last`: its range in the list of drafts.

    What is counted in it has to be cleared before.
    """

    element: etree._Element
    tag: str
    parent: Node | None
    mark: int
    first: int
    last: int = 0
    dropped: bool = False
    skipped: bool = False
    weight: float = field(init=False)
    long: int = field(init=False)
    run: int = field(init=False)
    chars: int = field(init=False)
    linked: int = field(init=False)
    body: int = field(init=False)
    titled: bool = field(init=False)
    teaser: bool = field(init=False)

    def clear(self) -> None:
        """Begin to count what is in it."""
        self.long = self.run = self.chars = self.linked = self.body = 0
        self.weight = 0.0
        self.titled = self.tag == "h1"
        self.teaser = False


@dataclass(slots=True, eq=False)
class Draft:
    """A run of text before any judgement. `chars` leave out white space at its ends.

    `linked`, `timed`, `bold`: how many characters stand in links, in `time`, in bold type.
    """

    kind: BlockKind
    node: Node
    pieces: Pieces
    chars: int
    linked: int
    timed: int
    bold: int
    level: int = 0
    figure: etree._Element | None = None
    text: str = ""


@dataclass(slots=True)
class Walk:
    """What one walk found: nodes in document order, and drafts in document order.

    `cut`: a block was too long; `deep`: elements were nested too deep to tell them apart.
    """

    nodes: list[Node] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    cut: bool = False
    deep: bool = False
