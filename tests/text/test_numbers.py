"""Numbers in digits and words, and what they come to."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tuireader.text.lexicon import lexicon
from tuireader.text.numbers import Number, numbers, parse_digits
from tuireader.text.tokens import tokens


def found(text: str, language: str = "en") -> list[Number]:
    return list(numbers(tokens(text), lexicon(language)))


def values(text: str, language: str = "en") -> list[Fraction]:
    return [number.value for number in found(text, language)]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "five boats", "5 boats"),
        ("en", "twenty-five", "25"),
        ("en", "two hundred and five", "205"),
        ("en", "1,000", "1000"),
        ("en", "1.2 million", "1,200,000"),
        ("en", "$3bn", "3 billion dollars"),
        ("en", "third", "3rd"),
        ("en", "a dozen", "twelve"),
        ("de", "fünfundzwanzig", "25"),
        ("de", "dreihundert", "300"),
        ("de", "1.500", "1500"),
        ("de", "1,5 Millionen", "1.500.000"),
        ("de", "zwei Mrd", "2 Milliarden"),
        ("fr", "quatre-vingt-dix", "90"),
        ("fr", "soixante et onze", "71"),
        ("fr", "3 000", "3000"),
        ("fr", "mille", "1000"),
        ("es", "treinta y cinco", "35"),
        ("es", "tres mil millones", "3 000 000 000"),
        ("es", "veintidós", "22"),
        ("it", "due milioni", "2000000"),
        ("pt", "vinte e três", "23"),
        ("nl", "vijfentwintig", "25"),
        ("ru", "двадцать пять", "25"),
        ("zh", "三十五", "35"),
        ("zh", "两千", "2000"),
        ("zh", "12万", "120000"),
        ("ar", "١٢", "12"),
        ("hi", "२१", "21"),
    ],
)
def test_the_same_number_written_otherwise(language: str, one: str, other: str) -> None:
    assert values(one, language) == values(other, language) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.5", "15"),
        ("5,000", "50,000"),
        ("three million", "three billion"),
        ("thirteen", "thirty"),
        ("-12 degrees", "12 degrees"),
    ],
)
def test_numbers_that_only_look_alike(one: str, other: str) -> None:
    assert values(one) != values(other)


@pytest.mark.parametrize("text", ["14:30", "1.2.2031", "tea", "", "three-legged"[5:]])
def test_no_number(text: str) -> None:
    assert values(text) == []


def test_neighbours_are_two_numbers() -> None:
    assert values("five, six or seven") == [5, 6, 7]
    assert values("a 3-2 win") == [3, 2]


def test_a_word_for_a_size_is_vague_and_a_place_is_ordinal() -> None:
    assert [number.vague for number in found("dozens of 12")] == [True, False]
    assert [number.ordinal for number in found("third of 3")] == [True, False]


@pytest.mark.parametrize(
    ("written", "decimal", "value"),
    [
        ("1.500", ".", Fraction(3, 2)),
        ("1.500", ",", Fraction(1500)),
        ("1,234.5", ".", Fraction(2469, 2)),
        ("1.234,5", ",", Fraction(2469, 2)),
        ("1.234.567", ".", Fraction(1234567)),
        ("12,5", ".", Fraction(25, 2)),
        ("1’000", ".", Fraction(1000)),
        ("14:30", ".", None),
        ("3.5.2031", ".", None),
    ],
)
def test_separators_follow_the_language(written: str, decimal: str, value: Fraction | None) -> None:
    assert parse_digits(written, decimal) == value


def test_a_greater_scale_counts_the_groups_before_it() -> None:
    assert values("dos mil trescientos millones", "es") == [2_300_000_000]
    assert values("one million two thousand") == [1_002_000]


def test_twenty_is_multiplied_by_four_alone() -> None:
    assert values("quatre-vingts", "fr") == [80]
    assert values("cent quatre-vingt-deux", "fr") == [182]
    assert values("cent vingt", "fr") == [120]


def test_a_wall_of_digits_is_no_number() -> None:
    assert parse_digits("7" * 20_000) is None
