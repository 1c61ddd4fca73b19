"""Find the publisher's own notes, in a tree or in prose."""

from tuireader.notices.distinct import distinct
from tuireader.notices.linked import notices_in_linked_data
from tuireader.notices.prose import (
    Found,
    is_news,
    kind_of_name,
    label_kind,
    may_hold,
    named_notice,
    notice_in,
    recognize,
)

__all__ = [
    "Found",
    "distinct",
    "is_news",
    "kind_of_name",
    "label_kind",
    "may_hold",
    "named_notice",
    "notice_in",
    "notices_in_linked_data",
    "recognize",
]
