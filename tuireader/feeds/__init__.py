"""The bytes of a feed to Entries; the only user of the feed parser."""

from tuireader.feeds.channel import Channel
from tuireader.feeds.discovery import discover
from tuireader.feeds.opml import Outline, read_opml, write_opml
from tuireader.feeds.reading import read_feed
from tuireader.feeds.sifting import Sifted, sift

__all__ = [
    "Channel",
    "Outline",
    "Sifted",
    "discover",
    "read_feed",
    "read_opml",
    "sift",
    "write_opml",
]
