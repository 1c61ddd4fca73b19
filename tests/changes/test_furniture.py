"""What stands around a story is known by its place."""

from __future__ import annotations

import pytest

from tuireader.changes.reading.furniture import furniture_spans, is_furniture
from tuireader.model import Block, BlockKind
from tuireader.text.lexicon import lexicon


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Updated 3 May 2031"),
        ("en", "Last updated: Monday, 3 May 2031 at 10:15 a.m. ET"),
        ("en", "Published 2 hours ago"),
        ("en", "5 min read"),
        ("en", "27 comments"),
        ("en", "Read more: Ten walks for the autumn"),
        ("en", "Sign up for our weekly letter."),
        ("en", "[Subscribe to our letter.]"),
        ("en", "Advertisement"),
        ("en", "© 2031 Valley Press. All rights reserved."),
        ("en", "Photo: Ada Penn/Valley Press"),
        ("de", "Stand: 03.05.2031, 10:15 Uhr"),
        ("de", "Lesen Sie auch: Zehn Wege"),
        ("fr", "Mis à jour le 3 mai 2031 à 10h15"),
        ("fr", "Lire aussi : Dix balades"),
        ("es", "Actualizado el 3 de mayo de 2031 a las 10:15"),
        ("es", "Suscríbete a nuestro boletín"),
        ("zh", "更新时间：2031年5月3日 10:15"),
    ],
)
def test_a_whole_block_may_be_furniture(language: str, text: str) -> None:
    assert is_furniture(Block(text=text), lexicon(language))


@pytest.mark.parametrize(
    "text",
    [
        "Updated: police say he died in custody.",
        "Updated figures show that 30 wells are dry.",
        "The report was published on 3 May 2031.",
        "Read more carefully, the letter says the mill was sold.",
        "Related crimes rose by 5 percent.",
        "Photographs show six boats.",
        "On 3 May 2031 the dam broke.",
        "Six.",
        "",
    ],
)
def test_a_sentence_is_none(text: str) -> None:
    assert not is_furniture(Block(text=text), lexicon("en"))


def test_a_quote_block_is_never_furniture() -> None:
    block = Block(kind=BlockKind.QUOTE, text="Sign up for our weekly letter.")
    assert not is_furniture(block, lexicon("en"))


@pytest.mark.parametrize(
    ("text", "glued"),
    [
        ("Updated May 3, 2031 The owl is back.", ["Updated May 3, 2031"]),
        ("Updated May 3, 2031 “The owl is back,” she said.", ["Updated May 3, 2031"]),
        ("Updated May 3, 2031 figures are out.", []),
        ("[Sign up for our letter.] The owl is back.", ["[Sign up for our letter.] "]),
        ("[The owl] is back.", []),
        ("The owl is back. Updated May 3, 2031", []),
    ],
)
def test_furniture_glued_to_a_paragraph_stands_at_its_edge(text: str, glued: list[str]) -> None:
    spans = furniture_spans(text, lexicon("en"))
    assert [text[start:end] for start, end in spans] == glued
