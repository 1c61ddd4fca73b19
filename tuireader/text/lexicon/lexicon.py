"""One language's word lists, as its TOML file has them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from tuireader.text.lexicon.counting import number_words
from tuireader.text.lexicon.phrases import Found, Index, Phrases

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ru", "ar", "zh", "ja")
"""The languages that have word lists, the most used first."""

_KINDS = (
    "according",
    "attribution",
    "captions",
    "clauses",
    "clock",
    "days",
    "called_after",
    "called_before",
    "counters",
    "departures",
    "hedges",
    "honorifics",
    "hours",
    "modals",
    "months",
    "negations",
    "parts",
    "quantifiers",
    "relations",
    "stamps",
    "status",
    "tense",
    "titles",
    "topics",
    "units",
    "weekdays",
)

_ALONE = ("captions", "clauses", "honorifics", "relations", "titles")
"""Kinds of which only single words are asked for."""
_ASIDES = ("counters", "stamps", "topics")
"""Kinds that only notices and what stands around a story are asked for."""

__all__ = ["LANGUAGES", "Found", "Lexicon", "lexicon"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """Word lists of one language; what a language's file doesn't have is empty.

    `kinds`: phrases by kind, each with its class; of kind `same` are synonyms, their class the
    numbers of their groups, joined by "|"; `synonym_stems`: the same for the stems of single words.
    `small`: words that make no claim by themselves, or are judged for what they are (a modal, a
    hedge). `unnamed`: words that are no names whatever their capital: months, titles. `asides`
    finds those of stamps and notices, `index` finds the phrases of all kinds at once. `opposites`:
    words that reverse a claim. `passives`: auxiliaries of the passive voice, `agents`: what stands
    before who did it ("by"), `impersonals`: its subject where that is nobody ("it"); `perfects`:
    auxiliaries of the perfect; `subordinators`: words that open a clause with a verb of its own.
    `bounds`: hedges before a number alone. `conflicts`: small words that make another claim when
    put for one another. `confusable`: words a letter apart that are no slips of one another;
    `slips`: words that sound alike and are. `numerals`: number words to values; `multiplied`: those
    that one number before them multiplies (French "quatre-vingt"); `ages`: words beside a number
    that is an age; `months_of`: words for a part of a month ("early"); `scales`: words that any
    number multiplies; `parts`: what adds to the number before it ("and a
    half"); `mixed`: numbers with a part as one word ("anderthalb"); `vague`: words for a size.
    `decimal`: the sign before decimals. `spaced`: words are written apart. `nouns_capital`: every
    noun has a capital, `noun_endings` those of no name. `articles`: those of one thing ("a");
    `agreements`: verbs by whether one does it or several ("was", "were"). `strikes`: verbs that
    hit, stems; with one of `aims` behind them they may miss ("shot at"). `promos` open a block that
    points elsewhere, `calls` one that asks for something; `alone` are promos only by themselves or
    before a colon ("Advertisement"). `stems`: words without their inflection.
    """

    language: str
    function: frozenset[str] = frozenset()
    kinds: Mapping[str, Phrases] = field(default_factory=dict)
    index: Index = field(default_factory=lambda: Index({}))
    asides: Index = field(default_factory=lambda: Index({}))
    variants: tuple[tuple[str, str], ...] = ()
    opposites: Mapping[str, frozenset[str]] = field(default_factory=dict)
    pronouns: frozenset[str] = frozenset()
    passives: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    ages: frozenset[str] = frozenset()
    aims: frozenset[str] = frozenset()
    agreements: Mapping[str, frozenset[str]] = field(default_factory=dict)
    articles: frozenset[str] = frozenset()
    strikes: frozenset[str] = frozenset()
    impersonals: frozenset[str] = frozenset()
    months_of: frozenset[str] = frozenset()
    perfects: frozenset[str] = frozenset()
    subordinators: frozenset[str] = frozenset()
    bounds: frozenset[str] = frozenset()
    conflicts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    confusable: Mapping[str, frozenset[str]] = field(default_factory=dict)
    slips: Mapping[str, frozenset[str]] = field(default_factory=dict)
    negative_prefixes: tuple[str, ...] = ()
    negative_suffixes: tuple[tuple[str, str], ...] = ()
    suffixes: tuple[str, ...] = ()
    irregular: Mapping[str, str] = field(default_factory=dict)
    synonym_stems: Mapping[str, str] = field(default_factory=dict)
    small: frozenset[str] = frozenset()
    unnamed: frozenset[str] = frozenset()
    participle_prefix: str = ""
    separable: tuple[str, ...] = ()
    elisions: frozenset[str] = frozenset()
    tense_endings: tuple[tuple[str, str], ...] = ()
    numerals: Mapping[str, int] = field(default_factory=dict)
    multiplied: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    ordinal_endings: tuple[str, ...] = ()
    scales: Mapping[str, int] = field(default_factory=dict)
    parts: Mapping[tuple[str, ...], Fraction] = field(default_factory=dict)
    mixed: Mapping[str, Fraction] = field(default_factory=dict)
    vague: Mapping[str, int] = field(default_factory=dict)
    number_words: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()
    decimal: str = "."
    nouns_capital: bool = False
    surnames: str = ""
    spaced: bool = True
    name_prepositions: frozenset[str] = frozenset()
    name_links: frozenset[str] = frozenset()
    noun_endings: tuple[str, ...] = ()
    promos: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    alone: frozenset[str] = frozenset()
    credits: tuple[str, ...] = ()
    stems: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the stems of words, which are asked for again and again."""
        object.__setattr__(self, "stems", _Stems(self))

    def __getitem__(self, kind: str) -> Phrases:
        """Return the phrases of a kind."""
        return self.kinds[kind]

    def bare(self, word: str) -> str:
        """Return a word without a small one run together with it ("l'", "s'")."""
        elided, _, rest = word.rpartition("'")
        return rest if rest and elided in self.elisions else word

    def stem(self, word: str) -> str:
        """Return a word without its inflection: rough, but the same for forms of one word."""
        return self.stems[word]


class _Stems(dict[str, str]):
    """The stem of each word, found when it is first asked for."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words

    def __missing__(self, word: str) -> str:
        if len(self) >= _KEPT:
            self.clear()
        stem = self[word] = _stem(self._words, word)
        return stem


_KEPT = 20_000
_SHORTEST_STEM = 3
_LEAST_SYNONYM = 4
_LONG = 6


def _stem(lexicon: Lexicon, word: str) -> str:
    word = lexicon.bare(word)
    if word in lexicon.irregular:
        return lexicon.irregular[word]
    word = word.removesuffix("'s").removesuffix("'")
    if lexicon.participle_prefix and word.endswith(("t", "en")) and len(word) > _LONG:
        word = _without_participle(word, lexicon.participle_prefix, lexicon.separable)
    for suffix in lexicon.suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return _undouble(word[: -len(suffix)])
    return word


def _without_participle(word: str, prefix: str, separable: tuple[str, ...]) -> str:
    """Take off what makes a participle, also behind a verb's first half ("ab-ge-legt")."""
    if word.startswith(prefix):
        return word.removeprefix(prefix)
    half = next((half for half in separable if word.startswith(half + prefix)), None)
    return word if half is None else half + word.removeprefix(half + prefix)


def _undouble(stem: str) -> str:
    """Take back a doubled consonant ("stopp", "planned"), and a bare e at the end."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiousl":
        return stem[:-1]
    return stem


def lexicon(language: str) -> Lexicon:
    """Return a language's word lists, read once; an empty Lexicon for one that has none."""
    return _lexicon(language.lower().partition("-")[0])


@cache
def _lexicon(code: str) -> Lexicon:
    if code not in LANGUAGES:
        return Lexicon(language=code, kinds={kind: Phrases.read({}) for kind in (*_KINDS, "same")})
    folder = files("tuireader.text.lexicon")
    data = tomllib.loads((folder / f"{code}.toml").read_text(encoding="utf-8"))
    shared = tomllib.loads((folder / "shared.toml").read_text(encoding="utf-8"))
    return _build(code, data, shared)


@cache
def function_words() -> Mapping[str, frozenset[str]]:
    """Return every language's small words."""
    written = files("tuireader.text.lexicon") / "function.toml"
    lists = tomllib.loads(written.read_text(encoding="utf-8"))
    return {code: frozenset(words.split()) for code, words in lists.items()}


def _build(code: str, data: dict[str, Any], shared: dict[str, Any]) -> Lexicon:
    kinds = {
        kind: Phrases.read(_joined(shared.get(kind, {}), data.get(kind, {}))) for kind in _KINDS
    }
    irregular = _irregular(data.get("irregular", ""))
    forms = {form: base for form, base in irregular.items() if base not in function_words()[code]}
    kinds["same"] = _synonyms(data.get("synonyms", ""), forms)
    built = Lexicon(
        language=code,
        function=function_words()[code],
        kinds=kinds,
        index=Index(kinds, unsought=(*_ALONE, *_ASIDES)),
        asides=Index({kind: kinds[kind] for kind in _ASIDES}),
        noun_endings=tuple(data.get("noun_endings", "").split()),
        negative_prefixes=tuple(data.get("negative_prefixes", "").split()),
        suffixes=tuple(sorted(data.get("suffixes", "").split(), key=len, reverse=True)),
        irregular=irregular,
        participle_prefix=data.get("participle_prefix", ""),
        separable=tuple(data.get("separable", "").split()),
        parts={words: Fraction(value) for words, value in kinds["parts"].phrases},
        **number_words(data.get("numbers", {})),
        **_listed(data),
        spaced=data.get("spaced", True),
        nouns_capital=data.get("nouns_capital", False),
        surnames=data.get("surnames", ""),
        name_links=frozenset(shared["name_links"].split()),
        promos=_lines(data, "promos"),
        calls=_lines(data, "calls"),
        alone=frozenset(_lines(data, "alone")),
        credits=_lines(data, "credits"),
    )
    return replace(
        built,
        synonym_stems=_stems_of_synonyms(built),
        small=built.function | _single(kinds, _JUDGED),
        unnamed=_single(kinds, _UNNAMED),
    )


_JUDGED = ("negations", "modals", "hedges", "attribution", "honorifics", "quantifiers")
_UNNAMED = ("months", "weekdays", "days", "titles")


_SETS = (
    "ages",
    "agents",
    "aims",
    "articles",
    "bounds",
    "elisions",
    "impersonals",
    "months_of",
    "name_prepositions",
    "passives",
    "perfects",
    "pronouns",
    "strikes",
    "subordinators",
)
_PARTNERS = ("agreements", "confusable", "conflicts", "opposites", "slips")
_PAIRS = ("negative_suffixes", "tense_endings", "variants")


def _listed(data: dict[str, Any]) -> dict[str, Any]:
    """Read the lists that are no phrases."""
    sets = {key: frozenset(data.get(key, "").split()) for key in _SETS}
    partners = {key: _pairs(data.get(key, "")) for key in _PARTNERS}
    pairs = {key: tuple((a, b) for a, b in data.get(key, ())) for key in _PAIRS}
    return {**sets, **partners, **pairs}


def _single(kinds: Mapping[str, Phrases], names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in kinds[name].single)


def _stems_of_synonyms(words: Lexicon) -> dict[str, str]:
    """Return single-word synonyms' stems with their groups: no list needs to have every form."""
    groups: dict[str, list[str]] = {}
    for word, value in words["same"].single.items():
        groups.setdefault(words.stem(word), []).append(value)
    long = (item for item in groups.items() if len(item[0]) >= _LEAST_SYNONYM)
    return {stem: "|".join(dict.fromkeys(values)) for stem, values in long}


def _lines(data: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in data.get(key, "").strip().splitlines())


def _joined(shared: dict[str, str], own: dict[str, str]) -> dict[str, str]:
    """Put a language's phrases and those of all languages together, class by class."""
    classes = {*shared, *own}
    return {name: ", ".join((shared.get(name, ""), own.get(name, ""))) for name in classes}


def _synonyms(written: str, irregular: Mapping[str, str]) -> Phrases:
    """Read a group a line; a phrase of several groups stands for all of them, joined by "|".

    A phrase that begins with an irregular verb stands for all its forms ("go up", "gone up").
    """
    forms: dict[str, list[str]] = {}
    for form, base in irregular.items():
        forms.setdefault(base, []).append(form)
    groups: dict[str, list[str]] = {}
    for number, line in enumerate(filter(str.strip, written.splitlines())):
        for phrase in map(str.strip, line.split(",")):
            first, space, rest = phrase.partition(" ")
            firsts = forms.get(irregular.get(first, ""), ()) if space else ()
            for whole in dict.fromkeys((phrase, *(f"{form} {rest}" for form in firsts))):
                groups.setdefault(whole, []).append(str(number))
    lists: dict[str, list[str]] = {}
    for phrase, numbers in groups.items():
        lists.setdefault("|".join(dict.fromkeys(numbers)), []).append(phrase)
    return Phrases.read({value: ", ".join(phrases) for value, phrases in lists.items()})


def _pairs(written: str) -> dict[str, frozenset[str]]:
    """Read "a/b c/d" to each word's partners, in no order; "a/b/c" pairs each with each."""
    partners: dict[str, set[str]] = {}
    for group in (group.split("/") for group in written.split()):
        for word in group:
            partners.setdefault(word, set()).update(other for other in group if other != word)
    return {word: frozenset(others) for word, others in partners.items()}


def _irregular(written: str) -> dict[str, str]:
    """Read "go: goes went gone" lines: every form, and the word itself, to the word."""
    forms: dict[str, str] = {}
    for line in filter(str.strip, written.splitlines()):
        word, _, others = line.partition(":")
        forms |= dict.fromkeys([word.strip(), *others.split()], word.strip())
    return forms
