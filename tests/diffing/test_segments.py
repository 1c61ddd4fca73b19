"""What is highlighted inside a row."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.diffing.helpers import edited
from tuireader.diffing.passages import Window, passage, window
from tuireader.diffing.rows import compared
from tuireader.diffing.swaps import swapped
from tuireader.model import Pair

CASES = {
    "a space goes with the mark that stands on it": (
        "The word is old here.",
        "The word is \u0301ld here.",
        "The word is[ old]{ \u0301ld} here.",
    ),
    "an edit starts and ends where a person would put it": (
        "Her brother died in custody on Friday.",
        "Her brother died shortly after his release on Friday.",
        "Her brother died [in custody]{shortly after his release} on Friday.",
    ),
    "a changed word is marked whole": (
        "Schools reopen on Monday.",
        "Schools reopen on Tuesday.",
        "Schools reopen on [Monday]{Tuesday}.",
    ),
    "a stray word between two changes is part of them": (
        "He was found by the guard at noon.",
        "He was seen near the river at noon.",
        "He was [found by the guard]{seen near the river} at noon.",
    ),
    "two kept words between changes stay": (
        "A red car from Oslo hit the old bridge today.",
        "A blue car from Bergen hit the old bridge tonight.",
        "A [red]{blue} car from [Oslo]{Bergen} hit the old bridge [today]{tonight}.",
    ),
    "a word between signs that changed stays": (
        "She called it “unfair” on Friday.",
        'She called it "unfair" on Friday.',
        'She called it [“]{"}unfair[”]{"} on Friday.',
    ),
    "words in a row are kept rather than as many scattered ones": (
        "The metal beads are a more costly and proven method. But few came.",
        "The metal beads are a proven method. Others had more to do and left. But few came.",
        "The metal beads are a [more costly and ]proven method. "
        "{Others had more to do and left. }But few came.",
    ),
    "an inserted sentence is a whole sentence, quotes included": (
        "“We saw smoke,” he said. “People ran.”",
        "“We saw smoke,” he said. “Nobody knew why,” she said. “People ran.”",
        "“We saw smoke,” he said. {“Nobody knew why,” she said. }“People ran.”",
    ),
    "a deleted clause takes its comma along": (
        "The mayor, who had resigned, left the hall.",
        "The mayor left the hall.",
        "The mayor[, who had resigned,] left the hall.",
    ),
    "a number carries its currency": (
        "He paid $5,000 for it.",
        "He paid $6,500 for it.",
        "He paid [$5,000]{$6,500} for it.",
    ),
    "a number carries its unit": (
        "Prices rose 1.5 percent in May.",
        "Prices rose 15 percent in May.",
        "Prices rose [1.5 percent]{15 percent} in May.",
    ),
    "a duration changes in its number alone": (
        "It lasted 5 minutes in all.",
        "It lasted 7 minutes in all.",
        "It lasted [5]{7} minutes in all.",
    ),
    "an address is one token": (
        "See https://example.org/a?b=1 for more.",
        "See https://example.org/a?b=2 for more.",
        "See [https://example.org/a?b=1]{https://example.org/a?b=2} for more.",
    ),
    "contractions are one word": (
        "They don’t know.",
        "They do know.",
        "They [don’t]{do} know.",
    ),
    "a comma added is a comma marked": (
        "Yes it was late.",
        "Yes, it was late.",
        "Yes{,} it was late.",
    ),
    "Chinese is cut between dictionary words": (
        "市长在星期五宣布辞职。",
        "市长在星期一宣布辞职。",
        "市长在[星期五]{星期一}宣布辞职。",
    ),
    "a flag emoji is never cut": ("Won by 🇫🇷 today", "Won by 🇫🇮 today", "Won by [🇫🇷]{🇫🇮} today"),
}


@pytest.mark.parametrize(("before", "after", "expected"), CASES.values(), ids=CASES)
def test_marks(before: str, after: str, expected: str) -> None:
    assert edited(before, after) == expected


def test_a_grapheme_is_never_cut() -> None:
    assert (
        edited("A family 👨‍👩‍👧 came", "A family 👨‍👩‍👦 came") == "A family [👨‍👩‍👧]{👨‍👩‍👦} came"
    )


def test_khmer_keeps_its_subscripts_together() -> None:
    found = edited("ក្រុមប្រឹក្សាក្រុង", "ក្រុមប្រឹក្សាខេត្ត")
    assert not any(sign + "្" in found for sign in "[]{}")


def test_white_space_alone_is_marked_as_white_space() -> None:
    assert edited("One, two,three and four.", "One, two, three and four.") == (
        "One, two,{ }three and four."
    )


PLAIN = st.text("ab é1.,$% \n", max_size=12)


@given(PLAIN, PLAIN, PLAIN, PLAIN)
def test_what_is_cut_off_as_equal_changes_nothing(head: str, old: str, new: str, tail: str) -> None:
    sides = Pair(
        before=f"{head} Many words come before, {old} and 5 percent of some come after. {tail}",
        after=f"{head} Many words come before, {new} and 5 percent of some come after. {tail}",
    )
    narrow = compared(window(sides), flipped=False)
    whole = compared(Window(passage(sides.before), passage(sides.after)), flipped=False)
    assert narrow in (None, whole)


WORDS = st.sampled_from(
    ("a", "cat", "the", "5", "$", "US", "percent", "per", "cent", "km", "e.g.", "it’s", "word.")
) | st.sampled_from(("word,", "!", "“no”", "(x)", "-", "中文", "\u0308", "°C"))


@given(st.lists(WORDS, max_size=6), WORDS, WORDS, st.lists(WORDS, max_size=6), st.booleans())
def test_a_word_told_without_cutting_is_told_as_if_all_was_cut(
    head: list[str], old: str, new: str, tail: list[str], flipped: bool
) -> None:
    assume(old != new)
    before, after = (" ".join([*head, word, *tail]) for word in (old, new))
    quick = swapped(Pair(before=before, after=after))
    whole = compared(Window(passage(before), passage(after)), flipped=flipped)
    assert quick in (None, whole)


def test_a_word_in_the_place_of_another_is_told_without_cutting() -> None:
    sides = Pair(before="The council left, it said.", after="The council stayed, it said.")
    found = swapped(sides)
    assert found
    assert [one.text for one in found] == ["The council ", "left", "stayed", ", it said."]


def test_long_texts_that_differ_in_a_word_are_cut_around_it() -> None:
    text = "The council met late and spoke of little but the bridge. " * 20
    cut = window(Pair(before=text + "It left. " + text, after=text + "It stayed. " + text))
    assert len(cut.before.units) < 60
