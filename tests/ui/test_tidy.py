"""What a closed promise still needs before its record is complete."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from trustdesk.actions import commitments, records
from trustdesk.records import Commitment
from ui.tidy import needs
from ui.verbs import Moment
from ui.viewpoint import Viewpoint


def promise_of(viewpoint: Viewpoint) -> Commitment:
    return next(
        one for one in viewpoint.snapshot[Commitment] if one.outcome is None and one.due > viewpoint.today
    )


def needed(viewpoint: Viewpoint, id: str) -> tuple[str, ...]:
    moment = Moment(viewpoint.snapshot, viewpoint.measures, viewpoint.today)
    found = viewpoint.snapshot.find(Commitment, id)
    assert found is not None
    return needs(moment, found)


def close(viewpoint: Viewpoint, id: str, outcome: str, **more: Any) -> None:
    viewpoint.attempt(
        "Closed",
        lambda session: commitments.close(
            session, records.get(session, Commitment, id), outcome, viewpoint.today, viewpoint.today, **more
        ),
    )


def change(viewpoint: Viewpoint, id: str, **values: Any) -> None:
    viewpoint.attempt(
        "Changed",
        lambda session: records.edit(
            session, records.get(session, Commitment, id), viewpoint.today, **values
        ),
    )


@pytest.fixture
def promise(sample: Viewpoint) -> str:
    return promise_of(sample).id


def test_an_open_or_a_kept_promise_needs_nothing(sample: Viewpoint, promise: str) -> None:
    assert needed(sample, promise) == ()
    close(sample, promise, "kept")
    assert needed(sample, promise) == ()


def test_a_missed_one_needs_a_reason_and_whether_it_was_told_until_a_reason_stands(
    sample: Viewpoint, promise: str
) -> None:
    close(sample, promise, "missed")
    assert needed(sample, promise) == ("the reason", "when it was told, if it was")
    change(sample, promise, reason_class="forgotten")
    assert needed(sample, promise) == ()


def test_what_was_told_too_late_needs_to_be_known_as_asked_for_or_not(
    sample: Viewpoint, promise: str
) -> None:
    change(sample, promise, due=sample.today - timedelta(days=3))
    close(sample, promise, "late", told_on=sample.today, reason_class="late decision")
    assert needed(sample, promise) == ("whether they had to ask",)
    change(sample, promise, asked_first=False)
    assert needed(sample, promise) == ()


def test_a_moved_one_needs_to_be_accepted_and_a_new_promise_in_its_place(
    sample: Viewpoint, promise: str
) -> None:
    day = sample.today + timedelta(days=30)
    sample.attempt(
        "Moved",
        lambda session: commitments.move(
            session, records.get(session, Commitment, promise), day, "ill", sample.today, sample.today
        ),
    )
    change(sample, promise, reason_class="other")
    assert needed(sample, promise) == ("whether the move was accepted",)
    (new,) = (one for one in sample.snapshot[Commitment] if one.replaces_id == promise)
    sample.attempt(
        "Deleted", lambda session: records.delete(session, [records.get(session, Commitment, new.id)])
    )
    change(sample, promise, accepted=True)
    assert needed(sample, promise) == ("the promise in its place",)


@pytest.mark.parametrize(
    ("confirmed", "word"), [("no", "the other side's word"), ("disputed", "an end to the dispute")]
)
def test_an_outcome_needs_the_other_side_s_word(
    sample: Viewpoint, promise: str, confirmed: str, word: str
) -> None:
    close(sample, promise, "kept", confirmed=confirmed)
    assert needed(sample, promise) == (word,)
