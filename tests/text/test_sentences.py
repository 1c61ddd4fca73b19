"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.text.sentences import fragments, sentences

CASES = {
    "stops, questions, exclamations": "He left.|Did he?|Yes!|Well… maybe.",
    "quotes close with their sentence": "“Go,” he said.|She said “no.”|Then (at last.)|It ended.",
    "titles and initials": "Mr. Holm met Dr. J. K. Quist.|She agreed.",
    "abbreviations in the middle": "The U.S. army, Ostra Corp. and others came in Jan. 2020.|Rain.",
    "an abbreviation may end a sentence": "She moved to the U.S.|He stayed.",
    "numbers": "It rose 1.5 percent to No. 3 of 5.|It fell.",
    "lower case goes on": "Is it true? he asked.|Nobody knew.",
    "Chinese and Japanese need no space": "今日は晴れ。|明日は雨！|本当？|はい。",
    "Hindi and Khmer and Burmese": "यह है।|वह है।|ក។|ខ។|က။|ခ။",
    "Arabic and Urdu questions": "هل جاء؟|نعم جاء.|یہ ہے۔|وہ ہے۔",
    "footnote marks": "It was so.[1]|It is no more.",
    "Russian": "Он живёт на ул. Лесной.|Она уехала в 1990 г. из города.",
}


def cut(text: str) -> list[str]:
    """Return the sentences of a text, without white space around them."""
    return [text[start:end].strip() for start, end in sentences(text)]


@pytest.mark.parametrize("expected", CASES.values(), ids=CASES)
def test_sentences(expected: str) -> None:
    parts = expected.split("|")
    assert cut(" ".join(parts)) == parts


def test_no_space_is_needed_after_ideographic_stops() -> None:
    assert cut("今日は晴れ。明日は雨。") == ["今日は晴れ。", "明日は雨。"]


def test_a_stop_inside_a_word_ends_nothing() -> None:
    assert cut("See example.org for v2.5 now.") == ["See example.org for v2.5 now."]


@given(st.text("aB. !?。’”\n1", max_size=60))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    spans = sentences(text)
    assert [start for start, _ in spans] == [0, *(end for _, end in spans)][: len(spans)]
    assert (spans[-1][1] if spans else 0) == len(text)


@given(
    st.lists(
        st.sampled_from([*CASES.values(), "“", "[3]", " ", "\n", "1", "Ö?!", ")."]), max_size=8
    )
)
def test_texts_that_share_a_sentence_of_words_share_a_fragment(pieces: list[str]) -> None:
    text = "".join(pieces).replace("|", " ")
    for sentence in cut(text):
        if any(map(str.isalpha, sentence)):
            assert fragments(sentence) & fragments(text)
            assert fragments(sentence) & fragments(f"“Before.”[1] {sentence} After.")
