"""Word lists per language, read once: negations, modals, hedges, months, units, numerals."""

from tuireader.text.lexicon.detect import detect
from tuireader.text.lexicon.lexicon import LANGUAGES, Found, Lexicon, lexicon

__all__ = ["LANGUAGES", "Found", "Lexicon", "detect", "lexicon"]
