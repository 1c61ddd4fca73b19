"""Model to JSON, plain text, Markdown and HTML; the forms that other programs rely on."""

from tuireader.reports.html import change_html, document_html
from tuireader.reports.json import to_json
from tuireader.reports.markdown import change_markdown, document_markdown
from tuireader.reports.text import document_text

__all__ = [
    "change_html",
    "change_markdown",
    "document_html",
    "document_markdown",
    "document_text",
    "to_json",
]
