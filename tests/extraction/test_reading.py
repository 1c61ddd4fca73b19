"""Pages are read in whatever charset they are, whatever they say they are."""

# ruff: noqa: E501 -- markup and text are easier to read unbroken

from __future__ import annotations

import pytest

from tests.extraction.pages import HEADLINE, PARAGRAPHS, page, paragraphs
from tuireader.extraction import extract
from tuireader.extraction.reading import decode

RUSSIAN = (
    "Городской совет во вторник решил сохранить паром через реку до марта, сообщила секретарь.",
    "Одиннадцать депутатов проголосовали за, четверо против, решение принято поздно ночью.",
    "Паром перевозит около трехсот человек в день, большинство из них школьники с того берега.",
)
JAPANESE = (
    "町議会は火曜日、川を渡る渡し船を三月まで存続させることを決めた。議論は深夜まで続いた。",
    "賛成は十一人、反対は四人だったと、町の書記が水曜日に明らかにした。新しい橋の計画もある。",
    "渡し船は一日およそ三百人を運び、その多くは対岸の学校に通う生徒たちだという。",
)
CHINESE = (
    "市议会星期二决定将过河渡轮保留到三月，讨论一直持续到深夜，有十一名议员投了赞成票。",
    "渡轮每天运送大约三百人，其中大多数是对岸学校的学生，新桥的计划将在春天再次讨论。",
    "面包店的老板说，没有人愿意为了一个面包开四十分钟的车，大家都希望渡轮能够留下来。",
)
FRENCH = (
    "Le conseil a décidé mardi de garder le bac jusqu'en mars, après un débat qui a duré très tard.",
    "Onze élus ont voté pour et quatre contre, a précisé mercredi la secrétaire de la mairie d'Ossel.",
    "Le bateau transporte près de trois cents personnes par jour, surtout des élèves de l'école.",
)

CZECH = (
    "Rada města v úterý rozhodla, že přívoz přes řeku bude jezdit až do března, řekla tajemnice.",
    "Loď denně převáží asi tři sta lidí, většinou žáky školy na druhém břehu, a jiná cesta není.",
    "Nový most se plánuje od roku 1998 a na jaře se o něm má znovu jednat, až skončí průzkum dna.",
)
GERMAN = (
    "Der Rat von Ossel hat am Dienstag beschlossen, die Fähre bis März fahren zu lassen.",
    "Täglich fahren etwa dreihundert Menschen mit, die meisten Schüler der Schule drüben.",
    "Über eine neue Brücke, die seit 1998 geplant ist, soll im Frühjahr erneut beraten werden.",
)


def texts(markup: bytes, content_type: str = "") -> list[str]:
    return [block.text for block in extract(markup, content_type=content_type).blocks]


def bare(texts: tuple[str, ...], meta: str = "") -> str:
    return f"<html><head>{meta}<title>x</title></head><body><h1>Ok</h1>{paragraphs(texts)}</body></html>"


@pytest.mark.parametrize(
    ("story", "charset"),
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (CHINESE, "gb18030"),
        (CHINESE, "gb2312"),
        (FRENCH, "iso-8859-1"),
        (FRENCH, "utf-8"),
    ],
)
@pytest.mark.parametrize("said", ["header", "meta", "both"])
def test_a_declared_charset_is_read(story: tuple[str, ...], charset: str, said: str) -> None:
    meta = f'<meta charset="{charset}">' if said != "header" else ""
    header = f"text/html; charset={charset}" if said != "meta" else "text/html"
    assert texts(bare(story, meta).encode(charset, "replace"), header) == list(story)


@pytest.mark.parametrize(
    ("story", "charset", "header"),
    [
        (RUSSIAN, "windows-1251", "utf-8"),
        (RUSSIAN, "utf-8", "windows-1251"),
        (RUSSIAN, "utf-8", "iso-8859-1"),
        (JAPANESE, "utf-8", "shift_jis"),
        (CHINESE, "gb18030", "utf-8"),
        (FRENCH, "utf-8", "no-such-charset"),
    ],
)
def test_a_header_that_lies_is_found_out(story: tuple[str, ...], charset: str, header: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    assert texts(bare(story, meta).encode(charset), f"text/html; charset={header}") == list(story)


def test_a_servers_default_yields_to_what_the_page_says() -> None:
    markup = bare(RUSSIAN, '<meta charset="windows-1251">').encode("windows-1251")
    assert texts(markup, "text/html; charset=iso-8859-1") == list(RUSSIAN)


@pytest.mark.parametrize(
    ("story", "charset"),
    [
        (RUSSIAN, "windows-1251"),
        (JAPANESE, "shift_jis"),
        (CHINESE, "gb18030"),
        (FRENCH, "iso-8859-1"),
        (GERMAN, "windows-1252"),
        (CZECH, "windows-1250"),
        (CZECH, "iso-8859-2"),
    ],
)
def test_an_undeclared_charset_is_guessed_and_said_to_be(
    story: tuple[str, ...], charset: str
) -> None:
    document = extract(bare(story * 1).encode(charset))
    assert [block.text for block in document.blocks] == list(story)
    assert "charset-guessed" in document.warnings


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
def test_wide_charsets_are_read_with_and_without_a_mark(charset: str) -> None:
    document = extract(page().encode(charset), content_type="text/html")
    assert document.headline == HEADLINE
    assert [block.text for block in document.blocks] == list(PARAGRAPHS)


def test_a_few_broken_bytes_do_not_change_the_charset() -> None:
    markup = bare(RUSSIAN * 3).encode() + b"\xff\xfe\x80"
    assert "паром" in decode(markup)[0]


def test_a_page_that_calls_itself_utf_16_in_ascii_is_not() -> None:
    assert texts(bare(PARAGRAPHS, '<meta charset="utf-16">').encode()) == list(PARAGRAPHS)


def test_bytes_that_are_no_text_end_without_a_story() -> None:
    assert extract(bytes(range(256)) * 50).warnings


def test_a_short_chinese_story_is_long_enough_whatever_its_middle_sign() -> None:
    lines = (
        "渡轮将继续运营到三月，此前的辩论一直持续到深夜，十一名议员赞成，四名议员反对，秘书说，决定已定。"
        * 2,
    ) * 2
    story = (lines[0], "再说一遍，" + lines[1])
    document = extract(bare(story))
    assert [block.text for block in document.blocks] == list(story)
    assert "fallback" not in document.warnings


def test_the_fallback_does_not_repeat_the_headline() -> None:
    story = "<br>".join(f"{text.replace('. ', ' ')}" for text in PARAGRAPHS)
    markup = f"<html><body><nav><h1>{HEADLINE}</h1><p>{story}</p></nav></body></html>"
    document = extract(markup)
    assert HEADLINE not in {block.text for block in document.blocks}
