"""Model to JSON, Markdown and HTML; the forms that other programs rely on."""

from tuireader.reports.json import to_json

__all__ = ["to_json"]
