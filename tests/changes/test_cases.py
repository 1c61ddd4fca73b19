"""Every judged case of `cases.jsonl` gets its verdict."""

from __future__ import annotations

import pytest

from tests.changes.stories import Case, cases
from tuireader.changes import compare
from tuireader.model import Signal
from tuireader.text.tokens import tokens

FLOOD = 5
CASES = tuple(cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case_is_judged_as_labelled(case: Case) -> None:
    found = compare(case.before, case.after)
    assert found.kind.value in case.kinds, found.reasons
    assert found.disclosure.value in case.disclosures, found.reasons
    signals = {signal.value for edit in found.edits for signal in edit.signals}
    assert case.signals <= signals
    if case.notice_kind:
        assert case.notice_kind in {notice.kind.value for notice in found.notices.added}


@pytest.mark.parametrize("case", [case for case in CASES if case.edits], ids=lambda case: case.id)
def test_labelled_words_stand_in_one_edit(case: Case) -> None:
    edits = compare(case.before, case.after).edits
    for before, after in case.edits:
        assert any(
            _holds(edit.before, before, after) and _holds(edit.after, after, before)
            for edit in edits
        )


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.covered is not None], ids=lambda case: case.id
)
def test_a_notice_explains_the_edits_it_speaks_of_and_no_others(case: Case) -> None:
    edits = compare(case.before, case.after).edits
    for i, (before, after) in enumerate(case.edits):
        held = [
            edit
            for edit in edits
            if _holds(edit.before, before, after) and _holds(edit.after, after, before)
        ]
        explained = any(edit.notice is not None for edit in held)
        assert explained == (i in (case.covered or ()))


def _holds(side: str, wanted: str, other: str) -> bool:
    """Tell whether the words that only one side has stand in an edit's side."""
    theirs = {token.text for token in tokens(other)}
    return {t.text for t in tokens(wanted)} - theirs <= {t.text for t in tokens(side)}


def test_cases_cover_every_kind_disclosure_and_signal() -> None:
    kinds = {kind for case in CASES for kind in case.kinds}
    disclosures = {disclosure for case in CASES for disclosure in case.disclosures}
    signals = {signal for case in CASES for signal in case.signals}
    assert kinds == {"none", "furniture", "copyedit", "factual", "sourcing", "update", "rewrite"}
    assert len(disclosures) == 6
    assert signals == {signal.value for signal in Signal}


def test_no_edit_claims_more_than_five_signals() -> None:
    for case in CASES:
        for edit in compare(case.before, case.after).edits:
            assert len(edit.signals) <= FLOOD
            assert len(set(edit.signals)) == len(edit.signals)


def test_edits_are_tight() -> None:
    """Half of the cases claim no more words than their labels."""
    ratios = []
    for case in CASES:
        labelled = sum(len(old.split()) + len(new.split()) for old, new in case.edits)
        if labelled and not case.kinds & {"update", "rewrite"}:
            edits = compare(case.before, case.after).edits
            claimed = sum(len(e.before.split()) + len(e.after.split()) for e in edits)
            ratios.append(claimed / labelled)
    ratios.sort()
    assert ratios[len(ratios) // 2] <= 1.0
    assert ratios[-len(ratios) // 20] <= 1.5
