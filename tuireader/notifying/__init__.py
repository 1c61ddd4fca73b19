"""Tell the right person: rules, quiet hours, digests, and letters that wait until they are sent."""

from tuireader.notifying.outbox import Letter, Outbox
from tuireader.notifying.rules import Rule, parse_rules
from tuireader.notifying.teller import Teller
from tuireader.notifying.tidings import Event, Tiding

__all__ = ["Event", "Letter", "Outbox", "Rule", "Teller", "Tiding", "parse_rules"]
