"""Words, numbers and signs, with their places."""

from __future__ import annotations

import pytest

from tuireader.text.tokens import TokenKind, fold, tokens


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It cost 1,5 or 10 000.", ["It", "cost", "1,5", "or", "10 000", "."]),
        ("At 14:30 on 3.5.", ["At", "14:30", "on", "3.5", "."]),
        ("à 14h30", ["à", "14h30"]),
        ("can't O’Hara's", ["can't", "O’Hara's"]),
        ("a 5-to-4 vote", ["a", "5", "-", "to", "-", "4", "vote"]),
        ("F16 jets", ["F16", "jets"]),
        ("“Yes,” she", ["“", "Yes", ",", "”", "she"]),
        ("救出了12名", ["救", "出", "了", "12", "名"]),
        ("कि हिन्दी में", ["कि", "हिन्दी", "में"]),
        ("", []),
    ],
)
def test_text_is_cut_into_words_numbers_and_signs(text: str, parts: list[str]) -> None:
    assert [token.text for token in tokens(text)] == parts


@pytest.mark.parametrize("text", ["Tea for 2, €3.", "茶は2杯。", "Чай — 2 ₽", "a\u0301 b"])
def test_places_point_back_into_the_text(text: str) -> None:
    for token in tokens(text):
        assert text[token.start : token.end] == token.text


def test_a_stretch_keeps_the_places_of_the_whole() -> None:
    text = "One two three four"
    assert [(t.text, t.start) for t in tokens(text, 4, 13)] == [("two", 4), ("three", 8)]


def test_combining_marks_change_no_cut() -> None:
    """The fast pattern for plain letters and the one for all scripts cut alike."""
    plain = "It's 1,5 km – “so” 20 000 à 14h30"
    assert [t.text for t in tokens(plain)] == [t.text for t in tokens(plain + " ก")][:-1]


@pytest.mark.parametrize(
    "text",
    ["He’s in, she's out: 1,5 km", "10 000 and 5 000", "a 3 4 b", "– so –  “so”\n(so)", "x" * 99],
)
def test_chunks_met_before_are_cut_as_at_first(text: str) -> None:
    first = tokens(text)
    assert tokens(text) == first
    assert [t.text for t in tokens(f"so {text}", 3)] == [t.text for t in first]
    assert [t.start - 3 for t in tokens(f"so {text}", 3)] == [t.start for t in first]


def test_digits_behind_a_letter_are_no_number() -> None:
    """The stretch may begin between the two, where a diff cut them apart."""
    assert tokens("F16 jets", 1)[0].kind is TokenKind.WORD


def test_kinds() -> None:
    kinds = [token.kind for token in tokens("Tea 2 !")]
    assert kinds == [TokenKind.WORD, TokenKind.NUMBER, TokenKind.SIGN]
    assert [token.is_word for token in tokens("Tea 2 !")] == [True, True, False]


def test_folding_straightens_apostrophes() -> None:
    assert fold("CAN’T") == "can't"
