"""Word lists: every file can be read, and says what it should."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from tuireader.text.lexicon import LANGUAGES, detect, lexicon
from tuireader.text.lexicon.lexicon import function_words

SPACED = [code for code in LANGUAGES if code not in ("zh", "ja")]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_knows_what_a_claim_needs(code: str) -> None:
    words = lexicon(code)
    for kind in ("negations", "modals", "hedges", "attribution", "units", "topics"):
        assert words[kind].phrases, kind
    assert words.function


@pytest.mark.parametrize("code", SPACED)
def test_every_spaced_language_has_its_calendar_and_numerals(code: str) -> None:
    words = lexicon(code)
    assert {value for _, value in words["months"].phrases} == {str(n) for n in range(1, 13)}
    assert {value for _, value in words["weekdays"].phrases} == {str(n) for n in range(1, 8)}
    assert set(range(11)) - {0} <= set(words.numerals.values())


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_table_of_a_file_is_read(code: str) -> None:
    written = (files("tuireader.text.lexicon") / f"{code}.toml").read_text(encoding="utf-8")
    tables = {key for key, value in tomllib.loads(written).items() if isinstance(value, dict)}
    assert tables - {"numbers"} <= lexicon(code).kinds.keys()


def test_function_words_cover_the_languages() -> None:
    assert function_words().keys() == set(LANGUAGES)


def test_a_language_without_lists_is_empty_but_usable() -> None:
    words = lexicon("km")
    assert not words.function
    assert words["negations"].get("not") is None
    assert words.index.find(["not", "so"]) == {}


def test_a_region_is_left_out() -> None:
    assert lexicon("en-GB").language == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The boats are in the bay and the crew is well.", "en"),
        ("Die Boote liegen in der Bucht und es geht allen gut.", "de"),
        ("Les bateaux sont dans la baie et tout va bien.", "fr"),
        ("Los barcos están en la bahía y todo va bien.", "es"),
        ("Le barche sono nella baia e va tutto bene.", "it"),
        ("Os barcos estão na baía e não há feridos.", "pt"),
        ("De boten liggen in de baai en het gaat goed.", "nl"),
        ("Båtarna ligger i viken och allt är bra.", "sv"),
        ("Łodzie są w zatoce i nie ma rannych.", "pl"),
        ("Лодки стоят в бухте.", "ru"),
        ("القوارب في الخليج.", "ar"),
        ("船在海湾里。", "zh"),
        ("船は湾にいる。", "ja"),
        ("เรืออยู่ในอ่าว", "und"),
        ("", "en"),
    ],
)
def test_the_language_is_told_by_script_and_small_words(text: str, code: str) -> None:
    assert detect(text) == code


def test_the_longest_phrase_wins_and_none_overlaps_its_kind() -> None:
    run = ["it", "is", "said", "to", "be", "more", "than", "ten"]
    hedges = lexicon("en").index.find(run)["hedges"]
    assert [(found.value, found.first, found.last) for found in hedges] == [
        ("alleged", 2, 4),
        ("over", 5, 7),
    ]


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("en", "expand", "expanding"),
        ("en", "went", "goes"),
        ("en", "city", "cities"),
        ("en", "choir's", "choirs"),
        ("de", "öffnen", "geöffnet"),
        ("de", "Brücke", "Brücken"),
        ("fr", "ouvrir", "ouvert"),
        ("es", "abrir", "abrieron"),
    ],
)
def test_forms_of_a_word_have_one_stem(code: str, one: str, other: str) -> None:
    words = lexicon(code)
    assert words.stem(one.lower()) == words.stem(other.lower())


def test_other_words_have_other_stems() -> None:
    words = lexicon("en")
    pairs = (("police", "policy"), ("new", "news"), ("moth", "mother"), ("numb", "number"))
    assert all(words.stem(one) != words.stem(other) for one, other in pairs)
