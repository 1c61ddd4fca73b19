"""Find the publisher's own notes, in a tree or in prose."""

from tuireader.notices.prose import Found, notice_in, recognize

__all__ = ["Found", "notice_in", "recognize"]
