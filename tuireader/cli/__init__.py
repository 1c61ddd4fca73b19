"""Words on a command line to Config, Library and Fetcher, once; then to one command."""

from tuireader.cli.run import run

__all__ = ["run"]
