"""Drop the lines of a story's container that are not the story's, each by itself."""

from __future__ import annotations

import re

from tuireader.extraction.drafts import Draft
from tuireader.extraction.phrases import is_date_line, phrase, phrases
from tuireader.model import BlockKind

SHORT = 200
"""Characters: a longer paragraph is no pointer elsewhere, whatever it begins with."""

_ENDING = 100
"""Characters at a caption's end among which its credit stands."""

_SENTENCE_END = re.compile(r"[.!?…。！？।؟؛:]['\"”’»)\]]*$")
_POINTS = re.compile(r"(?:related|read|watch|more|see|listen|also|next)\b", re.IGNORECASE)
_SAYS_SOMETHING = re.compile(r"\w")
_CREDIT = re.compile(
    r"(?:[(\[](?:image|photo|picture|pic|foto|bild|credit|source|file|via)s?\W[^()\[\]]{1,70}[)\]]"
    r"|(?:\bfotos?|\bbild|\bbildrechte|\bphotos?(?: by| credit| courtesy)?|\bimage|\bpicture"
    r"|\bcredits?|\bcopyright|\bquelle|\bcrédits?|\bcrédito)\s?[:/]\s?[^.!?:]{2,70}"
    r"|©\s?[^.!?]{2,70}|\((?:archivbild|symbolbild|archivfoto|symbolfoto|file photo)\))\W*$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\d{1,2}(?:[:.]\d\d ?(?:[ap]\.?m\.?|uhr|h)?| ?(?:[ap]\.?m\.?|uhr))(?: \(?[a-z]{2,4}\)?)?",
    re.IGNORECASE,
)


def is_sentence(text: str) -> bool:
    """Tell whether text ends as sentences end."""
    return bool(_SENTENCE_END.search(text))


def breaks_off(text: str) -> bool:
    """Tell whether a text ends in the middle of a sentence, as teasers do."""
    return text.endswith(("…", "...", "[…]", "[...]")) or not is_sentence(text)


def is_noise(draft: Draft) -> bool:
    """Tell whether a draft, by itself, is no part of any story."""
    text = draft.text
    if not _SAYS_SOMETHING.search(text):
        return True
    if draft.kind is BlockKind.CAPTION:
        return len(text) < 3
    if draft.timed >= 0.8 * draft.chars or (draft.node.tag != "tr" and is_date_line(text)):
        return True
    return is_boilerplate(text) or is_pointer(draft) or _is_link_only(draft)


def is_clock(text: str) -> bool:
    """Tell whether a line is a bare time of day, as above the entries of a live page."""
    return len(text) <= 20 and bool(_CLOCK.fullmatch(text))


def is_boilerplate(text: str) -> bool:
    """Tell whether a line is one that sites put into every page."""
    if len(text) > 400:
        return False
    if phrase("boilerplate").match(text):
        return True
    words = map(text.lower().__contains__, phrases()["boilerplate_words"])
    return any(words) and bool(phrase("boilerplate_anywhere").search(text))


def is_pointer(draft: Draft) -> bool:
    """Tell whether a draft only points elsewhere: "Read more: …"."""
    if len(draft.text) > SHORT:
        return False
    match = phrase("read_more").match(draft.text)
    if not match:
        return draft.linked >= 0.6 * draft.chars and bool(_POINTS.match(draft.text))
    return draft.linked >= 0.3 * draft.chars or match.end() >= len(draft.text) - 2


def is_credited(draft: Draft) -> bool:
    """Tell whether a short block ends in a picture's credit, which makes it a caption."""
    return len(draft.text) <= 300 and bool(_CREDIT.search(draft.text, len(draft.text) - _ENDING))


def _is_link_only(draft: Draft) -> bool:
    """Tell whether a draft is one link and nothing else, as teasers are."""
    if draft.linked < 0.9 * draft.chars or draft.node.tag == "tr":
        return False
    if draft.kind is BlockKind.HEADING:
        return False
    return not (draft.kind is BlockKind.QUOTE or (len(draft.text) > 60 and is_sentence(draft.text)))
