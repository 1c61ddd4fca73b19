"""Characters as a reader sees them."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from tuireader.text.graphemes import grapheme_starts, graphemes


def test_marks_joiners_and_flags_stay_with_their_letter() -> None:
    assert graphemes("e\u0301a") == ["e\u0301", "a"]
    assert graphemes("👨\u200d👩\u200d👧!") == ["👨\u200d👩\u200d👧", "!"]
    assert graphemes("🇫🇷🇩🇪") == ["🇫🇷", "🇩🇪"]
    assert graphemes("a\r\nb") == ["a", "\r\n", "b"]


@given(st.text(max_size=40))
def test_graphemes_join_to_the_text_and_begin_where_said(text: str) -> None:
    found = graphemes(text)
    assert "".join(found) == text
    ends = [sum(map(len, found[:k])) for k in range(len(found) + 1)]
    assert set(ends) == grapheme_starts(text)


CLUSTERING = "🇫🇷\u0301\u200da\u0600\u0903👨🏻 "


@given(st.text(CLUSTERING, max_size=12))
def test_graphemes_are_the_extended_clusters_of_unicode(text: str) -> None:
    assert graphemes(text) == regex.findall(r"\X", text)
