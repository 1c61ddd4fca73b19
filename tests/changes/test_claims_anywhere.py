"""A changed claim counts wherever it stands: behind stamps, in headings, in captions."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.changes.test_claim_safety import CLAIMS, HARMLESS
from tuireader.changes import compare
from tuireader.extraction import document
from tuireader.model import Block, BlockKind, Document, Notice
from tuireader.text.lexicon import detect, lexicon

LEADS = (
    *("", "Updated: ", "UPDATE: ", "Update 14:30: ", "Live: ", "LIVE | ", "14:30 ", "21:15 – "),
    *("Updated at 14:05 GMT. ", "Last updated 3 June 2031: ", "Published 4 May. ", "5 comments "),
    *("• ", "- ", "* ", "1. ", "> ", "Q: ", "“", "[Update] ", "(Updated) ", "3 min read "),
    *("Photo of the day. ", "BREAKING: ", "Advertisement fees. ", "Newsletter. ", "HARNHILL — "),
    *("Stand: 12.06.2031 ", "Aktualisiert: ", "Mis à jour : ", "Actualizado: ", "Copyright law. "),
)
TAILS = ("", " (Updated 14:30)", " [Updated]", "”", " – Reuters", " 3 min read", " © Gazette", " *")
PLACES = (
    BlockKind.PARAGRAPH,
    BlockKind.HEADING,
    BlockKind.LIST_ITEM,
    BlockKind.QUOTE,
    BlockKind.STANDFIRST,
)


def stories(claim: str, written: str, kind: BlockKind) -> tuple[Document, Document]:
    """Return a claim before and after, in a block of what is `written` around it."""
    language = detect(CLAIMS[claim][0])
    before, after = (block(written.format(text), kind) for text in CLAIMS[claim])
    return replace(before, language=language), replace(after, language=language)


def block(text: str, kind: BlockKind) -> Document:
    """Return a story of one block; its notices are found as in a page."""
    told: tuple[Notice, ...] = document("", [text]).notices
    kind = BlockKind.NOTICE if any(note.text == text for note in told) else kind
    return Document(headline="", blocks=(Block(kind=kind, text=text),), notices=told)


@settings(deadline=None)
@given(
    claim=st.sampled_from(sorted(CLAIMS)),
    lead=st.sampled_from(LEADS),
    tail=st.sampled_from(TAILS),
    place=st.sampled_from(PLACES),
)
@example(claim="digits", lead="UPDATE: ", tail="", place=BlockKind.PARAGRAPH)
@example(claim="digits", lead="Advertisement fees. ", tail="", place=BlockKind.LIST_ITEM)
def test_nothing_around_a_claim_hides_it(
    claim: str, lead: str, tail: str, place: BlockKind
) -> None:
    before, after = stories(claim, f"{lead}{{}}{tail}", place)
    assert compare(before, after).kind not in HARMLESS
    assert compare(after, before).kind not in HARMLESS


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("credit", [" Photo: Ada Finch", " (Photo by Ada Finch)", " Foto: dpa"])
def test_a_credit_hides_nothing_of_its_caption(claim: str, credit: str) -> None:
    before, after = stories(claim, f"{{}}{credit}", BlockKind.CAPTION)
    assert compare(before, after).kind not in HARMLESS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Advertisement fees rose 12 percent.", "Advertisement fees rose 21 percent."),
        ("Copyright claims rose 12 percent.", "Copyright claims rose 21 percent."),
        ("Newsletter editors quit, all 12.", "Newsletter editors quit, all 21."),
        ("For more than 12 years", "For more than 21 years"),
        ("Recommended dose doubled to 12 mg", "Recommended dose doubled to 21 mg"),
        ("Most popular of 12 mayors", "Most popular of 21 mayors"),
        ("Anzeige gegen 12 Beamte der Wache", "Anzeige gegen 21 Beamte der Wache"),
        ("Bild: Ministerin wusste von 12 Toten", "Bild: Ministerin wusste von 21 Toten"),
        ("Le quai est fermé. Publicité trompeuse : 12 plaintes", "Le quai est fermé. Publicité "),
    ],
)
def test_words_of_promos_that_open_a_claim_hide_nothing(before: str, after: str) -> None:
    assert compare(document("", [before]), document("", [after])).kind not in HARMLESS


# -- markers and synonyms

SENTENCES = {
    "en": "The boats {} land at the quay.",
    "de": "Die Boote {} hier landen.",
    "fr": "Les bateaux {} accoster ici.",
    "es": "Los barcos {} atracar aquí.",
    "it": "Le barche {} attraccare qui.",
    "pt": "Os barcos {} atracar aqui.",
    "nl": "De boten {} hier aanleggen.",
    "ru": "Лодки {} причалить здесь.",
}


@pytest.mark.parametrize("kind", ["negations", "modals", "hedges", "quantifiers"])
@pytest.mark.parametrize("language", SENTENCES)
def test_a_marker_put_in_or_put_for_another_is_a_claim(language: str, kind: str) -> None:
    words = lexicon(language)
    markers = sorted((w, v) for w, v in words[kind].single.items() if w not in words.bounds)
    pairs = [("", one) for one, _ in markers]
    pairs += [(a, b) for (a, u), (b, v) in pairwise(markers) if u != v]
    for before, after in pairs:
        found = compare(*(told(language, marker) for marker in (before, after)))
        assert found.kind not in HARMLESS, (before, after)


def told(language: str, marker: str) -> Document:
    """Return a story of one sentence with a marker in it."""
    text = " ".join(SENTENCES[language].format(marker).split())
    return Document(headline="", language=language, blocks=(Block(text=text),))


def synonyms() -> list[tuple[str, str]]:
    """Return English verbs and nouns of one word with one that stands for the same."""
    words = lexicon("en")
    groups: dict[str, list[str]] = {}
    for word, group in words["same"].single.items():
        if word not in words.function:
            groups.setdefault(group, []).append(word)
    return [(one, other) for one, *others in groups.values() for other in others]


CHANGED = {
    "a number": ("12 huts", "21 huts"),
    "a name": ("Olga Tarn", "Olga Tarm"),
    "a negation": ("now there", "not there"),
    "a modal": ("it can hold", "it must hold"),
    "a hedge": ("about 9 huts", "under 9 huts"),
    "a speaker": ("the owner said", "the tenant said"),
}


@settings(deadline=None)
@given(words=st.sampled_from(synonyms()), what=st.sampled_from(sorted(CHANGED)))
def test_a_synonym_beside_it_hides_no_claim(words: tuple[str, str], what: str) -> None:
    sides = (f"They {word} it, {claim}." for word, claim in zip(words, CHANGED[what], strict=True))
    assert compare(*(document("", [text]) for text in sides)).kind not in HARMLESS
