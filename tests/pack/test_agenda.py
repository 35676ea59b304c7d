from tests.pack.conftest import Case
from tests.pack.reading import page_texts, properties
from tests.scenarios import Story, scenario
from trustdesk.pack.agenda import agenda
from trustdesk.pack.page import LETTER
from trustdesk.records import AgendaItem


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page_texts(pdf)).split())


def item(story: Story, workshop: str, text: str, **values: object) -> None:
    found = story.called[workshop]
    story.session.add(
        AgendaItem(relationship_id=story.relationship.id, workshop_id=found.id, text=text, **values)
    )


def test_the_insert_is_for_the_meeting_that_lends_an_item() -> None:
    with scenario() as story:
        story.workshop(110, title="The third review")
        story.workshop(120, kind="agenda item", title="Monthly operations meeting")
        insert = words(agenda(story.snapshot()).pdf)
    assert "Monthly operations meeting · 5 May 2026" in insert and "third review" not in insert


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
