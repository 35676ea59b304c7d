"""Summaries: filled when the window is idle, and only what a change touched is read again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from trustdesk import audience as audiences
from trustdesk.actions import records
from trustdesk.measures import summary
from trustdesk.records import Commitment, Concern, links
from trustdesk.words import Text
from ui.summaries import Summaries
from ui.viewpoint import Viewpoint


@pytest.fixture
def summaries(sample: Viewpoint, qtbot: Any) -> Iterator[Summaries]:
    made = Summaries(sample)
    qtbot.waitUntil(lambda: made.complete)
    yield made
    made.leave()


def test_every_relationship_gets_its_summary_without_being_asked(
    summaries: Summaries, sample: Viewpoint, qtbot: Any
) -> None:
    assert [found.relationship for found in summaries.known()] == [head.id for head in sample.heads]


def test_a_change_lets_only_the_relationship_it_touched_be_read_again(
    summaries: Summaries, sample: Viewpoint, qtbot: Any
) -> None:
    own, other = (head.id for head in sample.heads)
    before = summaries.of(other)
    told: list[str] = []
    summaries.filled.connect(told.append)
    due = sample.snapshot[Commitment][0]
    with qtbot.waitSignal(summaries.filled):
        sample.do(
            "Reworded",
            lambda session: records.edit(
                session, records.get(session, Commitment, due.id), sample.today, text="Other words"
            ),
        )
    qtbot.wait(30)
    assert told == [own]
    assert summaries.of(other) is before


def test_a_link_belongs_to_the_relationship_of_its_owner(
    summaries: Summaries, sample: Viewpoint, qtbot: Any
) -> None:
    concern = sample.snapshot[Concern][0]
    with qtbot.waitSignal(summaries.filled) as told:
        sample.do(
            "Nothing blocked any more",
            lambda session: links.write(session, records.get(session, Concern, concern.id), "blocks", []),
        )
    assert told.args == [sample.heads[0].id]


def test_turned_to_a_client_nothing_is_known(summaries: Summaries, sample: Viewpoint, qtbot: Any) -> None:
    sample.turn(audiences.everyone(sample.snapshot.parties))
    assert not list(summaries.known())
    assert summaries.of(sample.heads[0].id) is None
    sample.turn(audiences.consultant())
    qtbot.waitUntil(lambda: summaries.complete)


def test_another_day_has_summaries_of_its_own(summaries: Summaries, sample: Viewpoint, qtbot: Any) -> None:
    id = sample.heads[0].id
    before = summaries.of(id)
    assert before is not None
    sample.look_at(sample.today - timedelta(days=400))
    qtbot.waitUntil(lambda: summaries.complete)
    after = summaries.of(id)
    assert after is not None
    assert after.day == sample.today - timedelta(days=400)
    assert after.state == summary.NOT_BEGUN


def test_while_the_desk_is_lent_it_is_not_read(sample: Viewpoint, qtbot: Any) -> None:
    sample.lent = Text("Making a copy")
    summaries = Summaries(sample)
    qtbot.wait(60)
    assert not list(summaries.known())
    sample.lent = None
    qtbot.waitUntil(lambda: summaries.complete)
    summaries.leave()
