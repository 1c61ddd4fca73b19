"""Behind `clean` there is nothing left that could drive a terminal or deceive an eye."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.text.cleaning import clean, clean_lines


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  two \t words\n here ", "two words here"),
        ("a\u00a0b\u2003c\u2028d\u2029e\u0085f", "a b c d e f"),
        ("\x1b[31mred\x1b[0m ink", "red ink"),
        ("\x1b]0;new title\x07text", "text"),
        ("\x9b31mred", "red"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200b\u2060width\ufeff", "zerowidth"),
        ("e\u0301", "é"),
        ("\ud800 lone", "\ufffd lone"),
        ("tag\U000e0041s", "tags"),
    ],
)
def test_text_is_put_right(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


def test_joiners_that_scripts_need_are_kept_once() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("a\u200d\u200d\u200db") == "a\u200db"


def test_a_flood_of_combining_marks_is_cut() -> None:
    assert len(clean("o" + "\u0334" * 5000)) < 12


def test_preformatted_text_keeps_its_lines_and_inner_spaces() -> None:
    assert clean_lines("\n06:00  first\r\n\x1b[1m22:30  last \n\n") == "06:00  first\n22:30  last"


@given(st.text(max_size=200))
def test_cleaned_text_is_composed_on_one_line_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in cleaned)
    assert "  " not in cleaned
    assert clean(cleaned) == cleaned
