from tests.pack.conftest import Case
from tests.pack.reading import page_texts, properties
from tests.scenarios import Story, scenario
from trustdesk.pack.agenda import agenda
from trustdesk.pack.paper import LETTER
from trustdesk.records import AgendaItem


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page_texts(pdf)).split())


def item(story: Story, workshop: str, text: str, **values: object) -> None:
    found = story.called[workshop]
    story.session.add(
        AgendaItem(relationship_id=story.relationship.id, workshop_id=found.id, text=text, **values)
    )


def test_the_insert_is_for_the_next_meeting_on_the_day_or_after_it() -> None:
    with scenario() as story:
        story.workshop(110, title="The third review")
        story.workshop(120, kind="agenda item", title="Monthly operations meeting")
        earlier, later = (words(agenda(story.snapshot(as_of=day)).pdf) for day in (110, 111))
    assert "The third review · 25 April 2026" in earlier and "Monthly" not in earlier
    assert "Monthly operations meeting · 5 May 2026" in later and "third review" not in later


def test_the_insert_can_be_asked_for_for_a_later_meeting() -> None:
    with scenario() as story:
        story.workshop(110, title="The third review")
        later = story.workshop(120, kind="agenda item", title="Monthly operations meeting")
        asked = words(agenda(story.snapshot(as_of=110), workshop=story.called[later].id).pdf)
    assert "Monthly operations meeting · 5 May 2026" in asked and "third review" not in asked


def test_the_gate_of_a_running_stage_is_proposed_to_a_review_only() -> None:
    with scenario() as story:
        story.workshop(110, title="The third review")
        story.workshop(120, kind="agenda item", title="Monthly operations meeting")
        review, other = (words(agenda(story.snapshot(as_of=day)).pdf) for day in (110, 111))
    assert "Decide the gate of “First stage”, which ends on 1 October 2028" in review
    assert "Decide the gate" not in other


def test_nothing_tells_that_there_is_an_item_which_the_reader_does_not_see() -> None:
    with scenario() as story:
        meeting = story.workshop(120, minutes=50, place="Room 4")
        item(story, meeting, "Before we begin", minutes=5, audience="consultant")
        item(story, meeting, "Go through the promises", kind="achieved", minutes=30)
        item(story, meeting, "The gate", minutes=15)
        joint, own = (words(agenda(story.snapshot(audience)).pdf) for audience in ("joint", "consultant"))
    assert "45 minutes in all." in joint and "50 minutes" not in joint and "Room 4" in joint
    assert "50 minutes in all." in own


def test_the_length_of_a_meeting_is_told_where_its_items_have_none() -> None:
    with scenario() as story:
        item(story, story.workshop(120, minutes=50), "Go through the promises", kind="achieved")
        assert "50 minutes" in words(agenda(story.snapshot()).pdf)


def test_what_stands_before_the_blocks_opens_the_meeting() -> None:
    with scenario() as story:
        meeting = story.workshop(120)
        told = (("Before we begin", "other"), ("The gate", "adjust"), ("Any thanks", "other"))
        for position, (text, kind) in enumerate(told):
            item(story, meeting, text, kind=kind, position=position)
        insert = words(agenda(story.snapshot()).pdf)
    assert "To begin with Before we begin Adjust The gate Further Any thanks" in insert


def test_without_such_a_meeting_it_is_for_the_next_workshop(chemical: Case) -> None:
    document = agenda(chemical.snapshot())
    assert "Review of Plan together · 5 November 2026" in words(document.pdf)
    assert document.pages == 1
    assert properties(document.pdf)["Title"].startswith("Agenda insert")


def test_the_agenda_that_was_written_is_printed_with_its_minutes() -> None:
    with scenario() as story:
        meeting = story.workshop(120)
        item(story, meeting, "Go through the promises", kind="achieved", minutes=30)
        item(story, meeting, "The gate", kind="adjust", minutes=15)
        item(story, meeting, "Whom we leave out", kind="other", audience="consultant")
        insert = words(agenda(story.snapshot()).pdf)
    assert "Go through the promises 30" in insert and "45 minutes in all." in insert
    assert "Proposed from the record" not in insert and "leave out" not in insert


def test_what_falls_due_by_then_is_listed_and_what_comes_later_is_not() -> None:
    with scenario() as story:
        story.workshop(120)
        story.commitment("Anna", due=118, text="Send the drawings")
        story.commitment("Bert", due=95, text="Name the planner")
        story.commitment("Bert", due=130, text="Open the dock")
        insert = words(agenda(story.snapshot()).pdf)
    assert insert.index("Name the planner") < insert.index("Send the drawings")
    assert "5 days overdue, not confirmed" in insert and "Open the dock" not in insert


def test_it_is_one_page_whatever_is_written() -> None:
    with scenario() as story:
        meeting = story.workshop(120)
        for number in range(40):
            kind = ("achieved", "adjust", "recognise", "other")[number % 4]
            item(story, meeting, f"Item {number} " + "of many words " * 400, kind=kind, minutes=5)
            story.commitment("Anna", due=60 + number, text="A promise of many words " * 40)
        for sheet in (None, LETTER):
            snapshot = story.snapshot()
            document = agenda(snapshot, sheet=sheet) if sheet else agenda(snapshot)
            assert document.pages == 1
            assert "200 minutes in all." in words(document.pdf)


def test_an_empty_relationship_has_a_calm_page() -> None:
    with scenario() as story:
        assert "Nothing is on the agenda yet" in words(agenda(story.snapshot(as_of=3)).pdf)
