"""Stories for tests: fictional papers, people and places."""

from __future__ import annotations

from datetime import timedelta

from tests.tui.fakes import NOW, Story
from tuireader.model import (
    Block,
    BlockKind,
    ChangeKind,
    Disclosure,
    Document,
    Edit,
    Link,
    Notice,
    NoticeKind,
    Signal,
)

_CORRECTION = (
    "Correction, 28 June: an earlier version of this article said that the ferryman died in "
    "custody. He died shortly after his release."
)


def _paragraphs(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(text=text) for text in texts)


_OPENING = (
    "The campaign began in January, when the families of two dockers asked the port of Grevel "
    "to open its books, and for three months nobody there answered a letter.",
    "Ilse Marrow, who keeps the tide tables, said the ledgers had been moved twice.",
)


def inquiry() -> Story:
    """Return a story with a correction that explains one edit of two."""
    url = "https://courier.example/inquiry"
    first = Document(
        url=url,
        headline="Inquiry into the death of a ferryman opens",
        source="Harbour Courier",
        byline=("Mia Osterhout",),
        published=NOW - timedelta(days=1, hours=8),
        blocks=(
            *_paragraphs(*_OPENING),
            Block(kind=BlockKind.HEADING, text="What is known"),
            Block(text="The man died in custody on Monday, officials said."),
            Block(text="Two hundred people were held that night, the port company said."),
            Block(kind=BlockKind.QUOTE, text="We will ask until somebody answers."),
            Block(kind=BlockKind.LIST_ITEM, text="The first hearing is on Friday."),
            Block(kind=BlockKind.LIST_ITEM, text="The second is not set."),
            Block(
                text="The rules are on the port's own pages.",
                links=(Link(start=17, end=37, href="https://port.example/rules"),),
            ),
        ),
    )
    notice = Notice(kind=NoticeKind.CORRECTION, text=_CORRECTION)
    later = list(first.blocks)
    later[3] = Block(text="The man died shortly after his release on Monday, officials said.")
    later[4] = Block(text="Three hundred people were held that night, the port company said.")
    later.insert(5, Block(kind=BlockKind.NOTICE, text=_CORRECTION))
    second = Document(
        url=url,
        headline=first.headline,
        source=first.source,
        byline=first.byline,
        published=first.published,
        modified=NOW - timedelta(hours=4),
        blocks=tuple(later),
        notices=(notice,),
    )
    edits = (
        Edit(
            before="in custody",
            after="shortly after his release",
            row=4,
            kind=ChangeKind.FACTUAL,
            weight=0.9,
            notice=0,
        ),
        Edit(
            before="Two hundred",
            after="Three hundred",
            row=5,
            kind=ChangeKind.FACTUAL,
            signals=(Signal.NUMBER,),
            weight=0.6,
        ),
    )
    return Story(
        [(NOW - timedelta(days=1, hours=7), first), (NOW - timedelta(hours=4), second)],
        edits=edits,
        disclosure=Disclosure.PARTLY,
    )


def storm() -> Story:
    """Return a story that changed without a word."""
    url = "https://tribune.example/storm"
    first = Document(
        url=url,
        headline="Port authority counts the storm's damage",
        source="Coast Tribune",
        blocks=_paragraphs(
            "Forty sheds lost their roofs on Thursday, the port authority said.",
            "The ferry to Hallin runs again from Saturday.",
        ),
    )
    second = Document(
        url=url,
        headline=first.headline,
        source=first.source,
        blocks=_paragraphs(
            "Fourteen sheds lost their roofs on Thursday, the port authority said.",
            "The ferry to Hallin runs again from Saturday.",
        ),
    )
    edit = Edit(
        before="Forty",
        after="Fourteen",
        row=1,
        kind=ChangeKind.FACTUAL,
        signals=(Signal.NUMBER,),
        weight=0.7,
    )
    texts = [(NOW - timedelta(hours=9), first), (NOW - timedelta(hours=5), second)]
    return Story(texts, edits=(edit,))


def timetable() -> Story:
    """Return a story that never changed."""
    document = Document(
        url="https://gannet.example/ferries",
        headline="Ferry timetable changes in August",
        source="The Gannet",
        blocks=_paragraphs("From 3 August the last boat leaves at nine."),
    )
    return Story([(NOW - timedelta(days=2), document)], unread=False)


def hostile() -> Story:
    """Return a story whose words try to be something else."""
    document = Document(
        url="https://gannet.example/hostile",
        headline="[bold]Not bold[/] [@click=app.quit]press[/] [/] {x} \\[y]",
        source="[red]Red[/]",
        blocks=_paragraphs("[link=https://bad.example]no link[/link] [/nothing]"),
    )
    return Story([(NOW - timedelta(hours=1), document)])


def shelf() -> list[Story]:
    """Return three stories: partly disclosed, silent, unchanged."""
    return [inquiry(), storm(), timetable()]


def many(count: int) -> list[Story]:
    """Return so many short stories."""
    found = []
    for index in range(count):
        document = Document(
            url=f"https://gannet.example/{index}",
            headline=f"Short story number {index}",
            source="The Gannet",
            blocks=_paragraphs(f"This is what story {index} says."),
        )
        found.append(Story([(NOW - timedelta(hours=index), document)]))
    return found
