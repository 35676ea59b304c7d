"""Search finds what the reader may see, literally, and nothing of what others keep."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.chemical import AS_OF, CASE
from trustdesk.desk import Desk
from trustdesk.desk.search import search
from trustdesk.exchange import workbook
from trustdesk.records import Commitment, Organisation, Person, Relationship
from trustdesk.records.mapping import driver_of
from trustdesk.snapshot import take


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk.create(tmp_path_factory.mktemp("search") / "Case.trustdesk") as made:
        assert not workbook.import_into(made, CASE, today=AS_OF).errors
        with made.change("Politics noted") as session:
            lead = session.scalars(select(Person).filter_by(name="Quality lead")).one()
            lead.politics = "Wants the plant manager's chair"
            session.add(Organisation(name="Überseekontor", note="a friend of the chair"))
        yield made


def found(desk: Desk, words: str, audience: str | None = None) -> list[str]:
    with desk.read() as session:
        within = None
        if audience:
            id = session.scalars(select(Relationship.id)).one()
            within = take(driver_of(session), id, audience, AS_OF)
        return [hit.words for hit in search(session, words, within=within)]


def test_all_words_have_to_occur_and_the_last_may_be_unfinished(desk: Desk) -> None:
    assert found(desk, "order status sys") != []
    assert found(desk, "order stat system") == []
    assert found(desk, "uberseek") == ["Überseekontor"]


def test_the_consultants_own_fields_are_found_by_the_consultant_alone(desk: Desk) -> None:
    assert found(desk, "chair", "consultant") == ["Quality lead"]
    assert sorted(found(desk, "chair")) == ["Quality lead", "Überseekontor"]
    for audience in ("joint", "Client", "Chemical supplier"):
        assert found(desk, "chair", audience) == []


def test_a_private_record_is_found_by_those_who_may_read_it(desk: Desk) -> None:
    (concern,) = found(desk, "losing control", "Chemical supplier")
    assert concern.startswith("The quality lead fears")
    assert found(desk, "losing control", "Client") == found(desk, "losing control", "joint") == []
    assert found(desk, "compete credit", "Chemical supplier") == []
    assert len(found(desk, "compete credit", "consultant")) == 1


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        '"',
        "*",
        "a AND",
        "NEAR(",
        "x:y",
        "^",
        "-",
        "(",
        ")",
        "'; DROP TABLE commitment; --",
        "{",
        "\0",
        "\ud800",
        "a " * 999,
        "a" * 2_001,
        "\u202e\u2028\ufeff",
        "+",
        "\\",
    ],
)
def test_signs_are_taken_literally(desk: Desk, words: str) -> None:
    found(desk, words)
    found(desk, words, "joint")
    with desk.read() as session:
        assert session.scalars(select(Commitment.id)).first() is not None


def test_no_number_of_the_index_is_given_twice_since_that_can_damage_it(tmp_path: Path) -> None:
    given: dict[int, str] = {}
    with Desk.create(tmp_path / "Work.trustdesk") as desk:
        for step in range(6):
            with desk.change("Organisations come and go") as session:
                for gone in session.scalars(select(Organisation).where(Organisation.name.like("Leaves%"))):
                    session.delete(gone)
                session.add(Organisation(name=f"Stays {step}"))
                session.add(Organisation(name=f"Leaves {step}", note="words " * 400))
            with desk.read() as session:
                rows = session.connection().exec_driver_sql("SELECT rowid, words FROM search").all()
            assert all(given.setdefault(number, words) == words for number, words in rows)
        desk.undo()
        assert desk.problems() == []
