"""The whole library to a file that others can read, and back."""

from tuireader.library.exchange.transfer import export_to, import_from

__all__ = ["export_to", "import_from"]
