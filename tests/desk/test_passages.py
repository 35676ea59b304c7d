"""Where in a record the words stand that were searched for."""

from __future__ import annotations

import pytest

from trustdesk.desk.passages import Passage, passage_in
from trustdesk.records import Commitment


def promise(**values: str) -> Commitment:
    return Commitment(**{"text": "Send the list of late deliveries", **values})


def found(record: Commitment, words: str) -> Passage:
    passage = passage_in(record, words)
    assert passage is not None
    return passage


def test_the_field_that_names_a_record_goes_first() -> None:
    passage = found(promise(ref="list", done_when="The list is read"), "list")
    assert (passage.field, passage.before, passage.found) == ("text", "Send the ", "list")


def test_a_word_in_another_field_is_shown_with_what_stands_around_it() -> None:
    passage = found(promise(frank_reason="We forgot\nto ask the plant"), "ask")
    assert (passage.label, passage.before, passage.found) == ("Frank reason", "We forgot to ", "ask")
    assert passage.after == " the plant"


@pytest.mark.parametrize("words", ["CAFÉ", "cafe", "caf"])
def test_case_and_accents_make_no_difference_and_the_place_is_right(words: str) -> None:
    passage = found(promise(done_when="ﬁrst in the Café, Straße 5"), words)
    assert passage.before == "ﬁrst in the "
    assert "Café".startswith(passage.found)


def test_only_the_beginning_of_a_word_is_a_match() -> None:
    assert passage_in(promise(), "ist") is None


def test_what_stands_far_before_is_cut_at_a_word() -> None:
    passage = found(promise(done_when="word " * 40 + "needle"), "needle")
    assert passage.before.startswith("…word")
    assert len(passage.before) < 60


@pytest.mark.parametrize("words", ["", "  ", "(", "[a-z"])
def test_odd_words_find_nothing_and_break_nothing(words: str) -> None:
    assert passage_in(promise(), words) is None
