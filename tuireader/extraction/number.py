"""Which extractor read a Document: raised whenever its output changes."""

EXTRACTOR = "tuireader/5"
"""Stands in every fresh Document. Where a saved one has another, both sides of a comparison are
read again from their raw pages."""
