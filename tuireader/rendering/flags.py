"""What the flags of a change mean, in words."""

from __future__ import annotations

from tuireader.model import Flag

FLAGS = {
    Flag.EUPHEMISM: "called an update or clarification, but a fact changed",
    Flag.MODIFIED_UNCHANGED: "the page still gives its old time of change",
    Flag.MODIFIED_ONLY: "only the time of change is new",
    Flag.PUBLISHED_MOVED: "the time of publication was moved",
    Flag.REVERT: "an earlier wording came back",
    Flag.FLAPPING: "the wording goes to and fro",
}
"""What each flag of a change means."""
FORENSIC = (Flag.MODIFIED_UNCHANGED, Flag.MODIFIED_ONLY, Flag.PUBLISHED_MOVED)
"""Flags that come from the page's own dates."""
