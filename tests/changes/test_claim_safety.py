"""A changed claim is never furniture or a copyedit, however small, wherever it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.changes.stories import story
from tuireader.changes import compare
from tuireader.extraction import document
from tuireader.model import Block, ChangeKind, Document

HARMLESS = {ChangeKind.NONE, ChangeKind.FURNITURE, ChangeKind.COPYEDIT}

CLAIMS = {
    "digits": ("The slide buried 12 huts.", "The slide buried 21 huts."),
    "decimal point": ("Rents rose 1.5 percent.", "Rents rose 15 percent."),
    "one zero": ("The pump cost $5,000.", "The pump cost $50,000."),
    "unit": ("The road is shut for 40 kilometres.", "The road is shut for 40 metres."),
    "currency sign": ("The pump cost €90.", "The pump cost £90."),
    "minus sign": ("It was -12 degrees on the pass.", "It was 12 degrees on the pass."),
    "weekday": ("The vote is on Monday.", "The vote is on Sunday."),
    "year": ("The abbey fell in 1789.", "The abbey fell in 1798."),
    "year of a day": ("The abbey fell on 4 May 1789.", "The abbey fell on 4 May 1798."),
    "early year": ("The abbey fell in 1186.", "The abbey fell in 1168."),
    "year put in": ("The abbey fell on 4 May.", "The abbey fell on 4 May 1789."),
    "year-like number": ("The inn sold 1789 jugs.", "The inn sold 1798 jugs."),
    "one letter of a name": ("The map is by Olga Tarn.", "The map is by Olga Tarm."),
    "two l of a name": ("The map is by Olga Hall.", "The map is by Olga Hal."),
    "s, c of a name": ("Ann Spencer drew it.", "Ann Spenser drew it."),
    "not": ("He is now guilty, she said.", "He is not guilty, she said."),
    "can't": ("Boats can land here.", "Boats can't land here."),
    "prefix": ("The water is safe.", "The water is unsafe."),
    "opposite": ("The level rose at the weir.", "The level fell at the weir."),
    "modal": ("The school will shut.", "The school may shut."),
    "hedge": ("He stole the bell.", "He allegedly stole the bell."),
    "bound": ("The flood hit 40 homes.", "The flood hit at least 40 homes."),
    "quantifier": ("All the wells are dry.", "Most of the wells are dry."),
    "speaker": ("The roof leaks, police said.", "The roof leaks, a tenant said."),
    "verb of saying": ("The owner said it slept.", "The owner claimed it slept."),
    "scare quotes": ("They sold a safe boat.", "They sold a “safe” boat."),
    "quoted word": ("“We are glad,” she said.", "“We are sorry,” she said."),
    "question taken back": ("Did the mayor lie?", "The mayor lied."),
    "killed": ("The blast wounded a guard.", "The blast killed a guard."),
    "in, after": ("The man died in custody.", "The man died after custody."),
    "and, or": ("Bring bread and a lamp.", "Bring bread or a lamp."),
    "custody": ("The man died in custody.", "The man died shortly after being let out of custody."),
    "German number": ("Es gab drei Verletzte.", "Es gab dreizehn Verletzte."),
    "German negation": ("Der Zug fährt heute.", "Der Zug fährt heute nicht."),
    "German hedge": ("Er stahl die Glocke.", "Er stahl mutmaßlich die Glocke."),
    "German modal": ("Die Schule wird schließen.", "Die Schule könnte schließen."),
    "German modal of one letter": (
        "Die Boote können hier landen.",
        "Die Boote könnten hier landen.",
    ),
    "German conditional": ("Die Boote hier landen.", "Die Boote würden hier landen."),
    "German name": ("Die Karte ist von Olga Tarn.", "Die Karte ist von Olga Tarm."),
    "German source": ("Laut Polizei war es Frost.", "Laut Nachbarn war es Frost."),
    "French number": ("Il y a trois blessés.", "Il y a treize blessés."),
    "French negation": ("Le train part.", "Le train ne part pas."),
    "French hedge": ("Il a volé la cloche.", "Il aurait volé la cloche."),
    "French modal": ("L'école doit fermer.", "L'école peut fermer."),
    "French modal of one letter": ("Le train devrait partir.", "Le train devait partir."),
    "French name": ("La carte est d'Olga Tarn.", "La carte est d'Olga Tarm."),
    "French source": ("Le toit fuit, selon la police.", "Le toit fuit, selon un voisin."),
    "Spanish number": ("Hay tres heridos.", "Hay trece heridos."),
    "Spanish negation": ("El tren sale hoy.", "El tren no sale hoy."),
    "Spanish hedge": ("Robó la campana.", "Presuntamente robó la campana."),
    "Spanish modal": ("La escuela debe cerrar.", "La escuela puede cerrar."),
    "Spanish modal of one letter": ("El tren podrá salir.", "El tren podría salir."),
    "Spanish name": ("El mapa es de Olga Tarn.", "El mapa es de Olga Tarm."),
    "Spanish source": ("El techo gotea, según la policía.", "El techo gotea, según un vecino."),
    "Russian negation": ("Поезд идёт сегодня.", "Поезд не идёт сегодня."),
    "Chinese number": ("洪水冲走了12间房屋。", "洪水冲走了21间房屋。"),
    "Japanese number": ("洪水で12軒が流された。", "洪水で21軒が流された。"),
    "Arabic negation": ("القطار يسير اليوم.", "القطار لا يسير اليوم."),
    "Devanagari digits": ("बाढ़ में १२ घर बह गए।", "बाढ़ में २१ घर बह गए।"),
}

LISTED: list[list[str]] = [
    json.loads(line)
    for line in Path(__file__).with_name("claims.jsonl").read_text("utf-8").splitlines()
]
"""More of them: a language, and a sentence before and after."""


def kind(before: str, after: str) -> ChangeKind:
    """Return what a change of a lone paragraph is."""
    return compare(document("", [before]), document("", [after])).kind


@pytest.mark.parametrize(("before", "after"), CLAIMS.values(), ids=CLAIMS.keys())
def test_a_changed_claim_is_never_harmless(before: str, after: str) -> None:
    assert kind(before, after) not in HARMLESS
    assert kind(after, before) not in HARMLESS


@pytest.mark.parametrize(("language", "before", "after"), LISTED)
def test_a_listed_claim_is_never_harmless(language: str, before: str, after: str) -> None:
    sides = [
        Document(headline="", language=language, blocks=(Block(text=text),))
        for text in (before, after)
    ]
    assert compare(*sides).kind not in HARMLESS
    assert compare(*reversed(sides)).kind not in HARMLESS


@pytest.mark.parametrize("lead", ["Updated: ", "Read more carefully, one sees: ", "Photo of it. "])
@pytest.mark.parametrize("claim", ["digits", "weekday", "not", "hedge", "custody", "speaker"])
def test_a_lead_that_sounds_like_furniture_hides_no_claim(lead: str, claim: str) -> None:
    before, after = CLAIMS[claim]
    assert kind(lead + before, lead + after) not in HARMLESS


@pytest.mark.parametrize("claim", CLAIMS)
def test_copyedits_around_it_hide_no_claim(claim: str) -> None:
    before, after = CLAIMS[claim]
    slips = ("Tarn  – (1)", "Tarn – (1),"), ("Tarn: Tarn", "Tarn; Tarn")
    found = compare(
        document("", [slips[0][0], before, slips[1][0]]),
        document("", [slips[0][1], after, slips[1][1]]),
    )
    assert found.kind not in HARMLESS


@pytest.mark.parametrize("claim", ["digits", "unit", "weekday", "not", "opposite", "modal"])
def test_a_claim_in_the_headline_counts(claim: str) -> None:
    before, after = (text.rstrip(".") for text in CLAIMS[claim])
    found = compare(story(headline=before), story(headline=after))
    assert found.kind is ChangeKind.FACTUAL
