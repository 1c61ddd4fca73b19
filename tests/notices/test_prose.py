"""A publisher's note is known by its words, in the languages of its readers."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from tuireader import notices
from tuireader.model import FoundIn, NoticeKind
from tuireader.notices.lexicon import LANGUAGES

HERE = Path(__file__).parent
NOTES: list[list[str]] = tomllib.loads((HERE / "examples.toml").read_text(encoding="utf-8"))[
    "notes"
]
LOOKALIKES: list[str] = tomllib.loads((HERE / "lookalikes.toml").read_text(encoding="utf-8"))[
    "lookalikes"
]


@pytest.mark.parametrize(("kind", "language", "text", "day"), NOTES)
def test_a_note_is_found_with_its_kind_and_date(
    kind: str, language: str, text: str, day: str
) -> None:
    found = notices.notice_in(text)
    assert found is not None
    assert found.kind is NoticeKind(kind)
    assert found.date == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize("text", LOOKALIKES)
def test_what_only_looks_like_a_note_is_none(text: str) -> None:
    assert notices.notice_in(text) is None


@pytest.mark.parametrize(("kind", "language", "text", "day"), NOTES)
def test_the_cheap_first_look_lets_every_note_pass(
    kind: str, language: str, text: str, day: str
) -> None:
    assert notices.may_hold(text)


LABELS = {
    "The quay was shut.": ("Correction", "Amendment", "Clarification", "Update", "Editor’s note"),
    "Der Kai war gesperrt.": ("Korrektur", "Korrekturen", "Korrekturhinweis", "Anm. d. Red."),
    "Le quai était fermé.": ("Correction", "Rectificatif", "Précision", "Mise à jour", "NDLR"),
    "El muelle estaba cerrado.": ("Corrección", "Fe de errores", "Nota de redacción"),
    "O cais estava fechado.": ("Correção", "Errata", "Erramos", "Nota da redação"),
    "Il molo era chiuso.": ("Rettifica", "Errata corrige", "Precisazione"),
    "De kade was gesloten.": ("Correctie", "Rectificatie", "Naschrift"),
    "Kajen var avstängd.": ("Rättelse", "Förtydligande", "Uppdatering"),
    "Nabrzeże było zamknięte.": ("Sprostowanie", "Korekta", "Wyjaśnienie"),
    "Причал был закрыт.": ("Исправление", "Уточнение", "Поправка"),
    "أغلق الرصيف أمام السفن.": ("تصحيح", "توضيح"),
    "码头关闭了。": ("更正", "澄清", "编者按"),
}


@pytest.mark.parametrize(
    ("label", "words"),
    [(label, words) for words, labels in LABELS.items() for label in labels],
)
def test_a_label_alone_makes_a_note_of_what_follows(label: str, words: str) -> None:
    assert notices.notice_in(f"{label}: {words}") is not None
    assert notices.notice_in(words) is None


@pytest.mark.parametrize(
    "text",
    [
        "We have clarified Dr Hale’s evidence about the valve.",
        "We have corrected the name of the pilot.",
        "I en tidigare version av artikeln stod att kajen var öppen.",
        "We wcześniejszej wersji tego artykułu podano, że nabrzeże było otwarte.",
    ],
)
def test_a_sentence_of_the_papers_own_makes_a_note(text: str) -> None:
    assert notices.notice_in(text) is not None


def test_what_somebody_is_quoted_to_have_put_right_is_no_note() -> None:
    assert notices.notice_in("“We have corrected the name,” said the engineer.") is None


def test_ten_languages_at_least_have_notes_of_their_own() -> None:
    assert len({language for _, language, _, _ in NOTES}) >= 10


def test_a_note_at_the_end_of_a_paragraph_is_cut_out_of_it() -> None:
    story = "The ferry left at noon, with two dogs on board."
    note = "An earlier version of this article said it left at one."
    found = notices.notice_in(f"{story} {note}")
    assert found is not None
    assert found.text == note


def test_a_date_within_the_story_told_is_not_the_notes_own() -> None:
    found = notices.notice_in(
        "An earlier version of this article misstated the date of the flood. It was March 3, 1874."
    )
    assert found is not None
    assert found.date is None


def test_a_date_that_reads_two_ways_is_left_out() -> None:
    found = notices.notice_in("Correction, 3/4/2023: The mill was built in 1874.")
    assert found is not None
    assert found.date is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("13/4/2023", date(2023, 4, 13)),
        ("4/13/2023", date(2023, 4, 13)),
        ("2023-04-13", date(2023, 4, 13)),
        ("13.4.2023", date(2023, 4, 13)),
        ("13 April 2023", date(2023, 4, 13)),
        ("April 13th, 2023", date(2023, 4, 13)),
        ("13 avril 2023", date(2023, 4, 13)),
        ("13 de abril de 2023", date(2023, 4, 13)),
        ("2023年4月13日", date(2023, 4, 13)),
        ("31 February 2023", None),
    ],
)
def test_dates_are_read_in_the_ways_they_are_written(written: str, day: date | None) -> None:
    found = notices.notice_in(f"Correction ({written}): The mill was built in 1874, not in 1847.")
    assert found is not None
    assert found.date == day


def test_an_endless_block_is_no_note_and_not_searched() -> None:
    assert notices.notice_in("Correction: " + "the mill was built " * 400) is None


def test_a_bare_label_names_a_kind_but_is_no_note() -> None:
    assert notices.label_kind("Correction") is NoticeKind.CORRECTION
    assert notices.label_kind("Editor’s note:") is NoticeKind.EDITORS_NOTE
    assert notices.label_kind("Weather") is None
    assert notices.notice_in("Correction:") is None


def test_markup_that_says_note_is_believed_unless_the_words_deny_it() -> None:
    said = notices.named_notice(
        "The mill was built in 1874.", NoticeKind.CORRECTION, FoundIn.MARKUP
    )
    assert said is not None
    assert said.kind is NoticeKind.CORRECTION
    denied = notices.named_notice(
        "If you spot an error, write to us.", NoticeKind.CORRECTION, FoundIn.MARKUP
    )
    assert denied is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("article-correction", NoticeKind.CORRECTION),
        ("editors-note", NoticeKind.EDITORS_NOTE),
        ("clarification-box", NoticeKind.CLARIFICATION),
        ("retraction", NoticeKind.RETRACTION),
    ],
)
def test_a_class_name_says_a_kind(name: str, kind: NoticeKind) -> None:
    assert notices.kind_of_name(name) is kind


def test_every_language_file_is_read() -> None:
    files = (Path(notices.__file__).parent / "languages").glob("*.toml")
    assert sorted(path.stem for path in files) == sorted(LANGUAGES)
