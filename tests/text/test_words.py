"""What a reader takes as one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tuireader.text.grammar import plain_pattern
from tuireader.text.graphemes import grapheme_starts
from tuireader.text.words import is_plain, tokens, words


def cut(text: str) -> list[str]:
    """Return the tokens of a text."""
    return [text[start:end] for start, end in tokens(text)]


CASES = {
    "words and signs": ("He left, then (late) came.", "He|left|,|then|(|late|)|came|."),
    "contractions and inner stops": ("isn’t o'clock don't e.g", "isn’t|o'clock|don't|e.g"),
    "abbreviations with their stops": ("the U.S. and a.m. news", "the|U.S.|and|a.m.|news"),
    "numbers with groups and decimals": ("1,000.50 or 3'000", "1,000.50|or|3'000"),
    "numbers with a currency": ("$5,000 €3 US$20 £ 7", "$5,000|€3|US$20|£ 7"),
    "numbers with a sign": ("-3 to +4 (−5) at 2-1", "-3|to|+4|(|−5|)|at|2|-|1"),
    "numbers with a unit": (
        "1.5 percent, 20% and 3 million of 7 people",
        "1.5 percent|,|20%|and|3 million|of|7|people",
    ),
    "units of other languages": ("12 Prozent 4 млн 5万人", "12 Prozent|4 млн|5万|人"),
    "a unit is a whole word": ("3 billionaires", "3|billionaires"),
    "ordinals and model names": ("15th A380 COVID-19", "15th|A380|COVID|-|19"),
    "clock times": ("at 9:53 on", "at|9:53|on"),
    "addresses": (
        "see https://example.org/a?b=c, www.example.org. or me@example.org!",
        "see|https://example.org/a?b=c|,|www.example.org|.|or|me@example.org|!",
    ),
    "Hebrew abbreviations": ('צה"ל אמר', 'צה"ל|אמר'),
    "Chinese and Japanese": ("我们在北京。", "我们|在|北京|。"),
    "Thai": ("ทุกคนมีสิทธิ", "ทุก|คน|มี|สิทธิ"),
    "Khmer subscripts": ("ក្រុមប្រឹក្សា", "ក្រុមប្រឹក្សា"),
    "Latin inside Japanese": ("iPhoneを使う", "iPhone|を|使う"),
    "emoji": ("a 👨\u200d👩\u200d👧! 🇫🇷🇩🇪 1️⃣", "a|👨\u200d👩\u200d👧|!|🇫🇷|🇩🇪|1️⃣"),
    "combining marks": ("cafe\u0301 x", "cafe\u0301|x"),
    "a mark on a space belongs to the space": ("a \u0301b", "a| \u0301b"),
    "surrogates and NUL": ("a\ud800b ทุ\ud800ก \x00", "a|\ud800|b|ทุ|\ud800|ก|\x00"),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_tokens(text: str, expected: str) -> None:
    assert cut(text) == expected.split("|")


def test_words_leave_signs_out() -> None:
    text = "“Yes,” she said — $5!"
    assert [text[start:end] for start, end in words(text)] == ["Yes", "she", "said", "$5"]


@given(st.text(max_size=60))
@example("\U0001f1e6\U0001f1e6\U0001f1e6 \u0e01\u0301")
@example("\u0600 1\u0301%")
def test_tokens_cover_all_but_white_space_and_cut_no_grapheme(text: str) -> None:
    spans = tokens(text)
    starts = grapheme_starts(text)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert not text[at:start] or text[at:start].isspace()
        assert {start, end} <= starts or not is_clean(text)
        at = end
    assert not text[at:] or text[at:].isspace()


def is_clean(text: str) -> bool:
    """Tell whether no line break of two characters stands in a text."""
    return "\r" not in text


@given(st.text("abé 1,.'’$%-5@:/U\n", max_size=40))
def test_the_fast_grammar_for_plain_text_agrees_with_the_full_one(text: str) -> None:
    assert is_plain(text)
    exotic = text + " \u0e01"  # a Thai letter, far from everything else
    assert not is_plain(exotic)
    assert tokens(exotic)[: len(tokens(text))] == tokens(text)


CHUNKS = (
    *("the", "a,", "isn’t", "U.S.", "a.m.", "x@y.org", "www.a.org/b.", "—", "(so)", "°C", "€", "$"),
    *("5", "$5,", "-3", "15th", "COVID-19", "12%", "9:53", "percent", "per", "cent.", "points"),
)


@given(st.lists(st.sampled_from(CHUNKS), max_size=12), st.sampled_from([" ", "  ", "\n"]))
def test_tokens_cut_by_chunks_are_those_of_the_grammar(chunks: list[str], space: str) -> None:
    text = space.join(chunks)
    assert cut(text) == plain_pattern().findall(text)


def test_a_long_run_of_signs_takes_linear_time() -> None:
    assert len(tokens("a-" * 50_000)) == 100_000
    assert len(tokens("a@" * 50_000)) == 100_000
