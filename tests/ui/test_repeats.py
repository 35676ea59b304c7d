"""Words that stand in something private are pointed out where others would read them."""

from __future__ import annotations

from trustdesk.actions import records
from trustdesk.audience import CONSULTANT, JOINT
from trustdesk.records import Concern, Person
from trustdesk.snapshot import Snapshot
from ui.repeats import repeats
from ui.viewpoint import Viewpoint

SECRET = "They will leave the alliance as soon as the second tender is lost."


def _with_secret(sample: Viewpoint, audience: str) -> tuple[Snapshot, str]:
    concern = sample.snapshot[Concern][0]
    sample.do(
        "x",
        lambda session: records.edit(
            session, records.get(session, Concern, concern.id), sample.today, text=SECRET, audience=audience
        ),
    )
    return sample.snapshot, concern.id


def test_six_words_in_a_row_of_a_private_record_are_found(sample: Viewpoint) -> None:
    seen, concern = _with_secret(sample, CONSULTANT)
    told = "We heard: leave the ALLIANCE, as soon as\nthe second meeting is over"
    assert [record.id for record in repeats(told, seen)] == [concern]


def test_five_words_are_a_coincidence(sample: Viewpoint) -> None:
    seen, _ = _with_secret(sample, CONSULTANT)
    assert repeats("leave the alliance as soon, or stay", seen) == ()


def test_what_all_the_readers_may_read_may_be_repeated(sample: Viewpoint) -> None:
    seen, concern = _with_secret(sample, JOINT)
    assert repeats(SECRET, seen) == ()
    party = seen.parties[0].id
    seen, concern = _with_secret(sample, party)
    assert repeats(SECRET, seen, party) == ()
    assert [record.id for record in repeats(SECRET, seen, JOINT)] == [concern]
    assert [record.id for record in repeats(SECRET, seen, seen.parties[1].id)] == [concern]
    assert repeats(SECRET, seen, CONSULTANT) == ()


def test_the_consultants_own_field_of_a_joint_record_is_private_too(sample: Viewpoint) -> None:
    person = sample.snapshot[Person][0]
    sample.do(
        "x",
        lambda session: records.edit(
            session, records.get(session, Person, person.id), sample.today, politics=SECRET
        ),
    )
    assert [record.id for record in repeats(SECRET, sample.snapshot)] == [person.id]


def test_a_record_does_not_repeat_itself(sample: Viewpoint) -> None:
    seen, concern = _with_secret(sample, CONSULTANT)
    assert repeats(SECRET, seen, JOINT, but=concern) == ()
