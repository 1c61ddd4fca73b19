"""Tell the people of a byline from the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tuireader.extraction.assemble import key_of
from tuireader.extraction.phrases import is_date_line
from tuireader.text.cleaning import clean

_LEAD = re.compile(
    r"^\W*(?:(?:written|reported|posted|story|text|words|article|analysis|review|published|edited"
    r"|compiled)\s+)?(?:by|von|vom|par|por|di|da|de|door|av|af|przez|autor(?:in)?|auteur|author"
    r"|text|от|автор|текст|بقلم|كتب|文/|作者|記者|记者)\b\s*:?\s*",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:,|;|\||/|·|•|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bog\b|\boch\b|&|\bwith\b|、|，)\s*",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"https?:|www\.|@|\.(?:com|org|net|de|uk)\b|\d{3}|^(?:admin|administrator|editors?|staff"
    r"|redaktion|redacción|redazione|redactie|rédaction|webmaster|user|anonymous|author|unknown"
    r"|none|null|undefined|guest|root|team)$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^(?:(?:senior|staff|chief|deputy|managing|associate|contributing|special|political|business"
    r"|sports?|news|science|health|crime|education|technology|tech|foreign|national|local"
    r"|executive)\s)*(?:reporter|writer|editor|correspondent|journalist|columnist|contributor"
    r"|producer|photographer|redakteur(?:in)?|for .*|in .*|at .*|of .*|special to .*)\b.*$",
    re.IGNORECASE,
)
_SITE = re.compile(r".*://|(?:www\.)?[\w-]+(?:\.[a-z]{2,}){1,2}\s*,", re.IGNORECASE)
"""An address, or a site and where it sits."""

_LONGEST_VALUE = 2000
_LONGEST = 60
_ACRONYM = 4


def people(values: Iterable[str]) -> tuple[str, ...]:
    """Return the names in some byline texts, each once, in order, without "By"."""
    found: dict[str, str] = {}
    for value in values:
        for name in _names(clean(value[:_LONGEST_VALUE])):
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def are_source(names: tuple[str, ...], source: str | None) -> bool:
    """Tell whether all names are the source's own, or of its desks: "Gazette Sport"."""
    own = key_of(source or "")
    return bool(own) and all(_is_of(key_of(name), own) for name in names)


def _is_of(name: str, own: str) -> bool:
    return f"{name} ".startswith(f"{own} ") or f"{own} ".startswith(f"{name} ")


def _names(text: str) -> Iterable[str]:
    text = _LEAD.sub("", text)
    if not text or len(text) > 400 or _SITE.match(text) or is_date_line(text):
        return
    for part in _SPLIT.split(text):
        name = _LEAD.sub("", part).strip(" .:*-–—()[]\"'")
        if 2 <= len(name) <= _LONGEST and not _NO_PERSON.search(name) and not _ROLE.match(name):
            yield (
                name
                if not name.isupper() or len(name) <= _ACRONYM or not name.isascii()
                else name.title()
            )


def with_lead(texts: list[str]) -> list[str]:
    """Return the texts that say "By …" if there are any, else all."""
    return [text for text in texts if _LEAD.match(text)] or texts


def is_byline(text: str, names: tuple[str, ...]) -> bool:
    """Tell whether a line is a byline: "By" and a name or two, or only the page's authors."""
    if len(text) > 140 or text.endswith((".", "!", "?", ":")):
        return False
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    words = rest.split()
    known = any(name.casefold() in text.casefold() for name in names)
    if lead and lead.end() and words and len(words) <= 14:
        return known or sum(word[:1].isupper() for word in words) >= 0.6 * len(words)
    left = rest.casefold()
    for name in names:
        left = left.replace(name.casefold(), "")
    return known and len(left) <= 40 and len(left) <= len(rest) * 0.6
