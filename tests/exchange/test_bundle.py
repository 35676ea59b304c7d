"""A bundle holds one relationship for one audience: out and in without loss, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.canonical import dump
from tests.chemical import CASE
from tests.exchange.bundles import TODAY, audiences, into, invented, out, relationships
from tests.safety.private import CANARY, PRIVATE_KINDS, make
from trustdesk.actions import records
from trustdesk.audience import CONSULTANT, JOINT
from trustdesk.checkup import checkup
from trustdesk.desk import Desk
from trustdesk.errors import TrustDeskError
from trustdesk.exchange import bundle
from trustdesk.exchange.bundle_values import LISTS
from trustdesk.exchange.workbook import import_into
from trustdesk.records import Concern, InRelationship, Kind, Organisation, Party, Record, Relationship, kinds
from trustdesk.records.mapping import links_table
from trustdesk.sample import make_sample

Filled = Callable[[str], Desk]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("bundles")
    make_sample(folder / "sample.trustdesk", TODAY)
    with Desk.create(folder / "chemical.trustdesk") as desk:
        assert not import_into(desk, CASE, TODAY).errors
    invented(folder / "invented.trustdesk", 4).close()
    return {path.stem: path for path in folder.glob("*.trustdesk")}


@pytest.fixture
def filled(made: dict[str, Path], tmp_path: Path) -> Iterator[Filled]:
    """A copy of the desk of that name."""
    opened: list[Desk] = []

    def copy(name: str) -> Desk:
        opened.append(Desk.open(Path(shutil.copy(made[name], tmp_path / f"{len(opened)}.trustdesk"))))
        return opened[-1]

    yield copy
    for desk in opened:
        desk.close()


@pytest.fixture
def emptied(empty: Path, tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    """An empty desk, as often as one is wanted."""
    opened: list[Desk] = []

    def copy() -> Desk:
        opened.append(Desk.open(Path(shutil.copy(empty, tmp_path / f"empty{len(opened)}.trustdesk"))))
        return opened[-1]

    yield copy
    for desk in opened:
        desk.close()


@pytest.mark.parametrize("name", ["chemical", "sample", "invented"])
def test_what_came_out_and_in_comes_out_again_byte_for_byte(
    filled: Filled, emptied: Callable[[], Desk], name: str
) -> None:
    desk = filled(name)
    for audience in audiences(desk):
        first = out(desk, audience)
        other = emptied()
        judged = into(other, first)
        assert not judged.report.errors
        assert judged.report.imported == judged.report.rows
        assert out(other, audience) == first, audience
        again = into(other, first)
        assert (again.report.errors, again.report.news, again.report.imported) == (
            (),
            False,
            again.report.rows,
        )


@pytest.mark.parametrize("name", ["chemical", "sample", "invented"])
def test_the_history_comes_out_and_in_byte_for_byte_and_undo_stops_at_it(
    filled: Filled, emptied: Callable[[], Desk], name: str
) -> None:
    desk, other = filled(name), emptied()
    with other.change("Something of its own") as session:
        session.add(Relationship(name="Zoo"))
    first = out(desk, with_history=True)
    judged = into(other, first)
    assert not judged.report.errors
    assert out(other, with_history=True) == first
    assert other.undo() == "Relationship taken over with its history"
    assert relationships(other) and other.undo() is None, "what was done before it stays"
    assert other.redo() is not None
    assert out(other, with_history=True) == first
    with other.change("And on") as session:
        session.get_one(Relationship, json.loads(first)["relationship"]["id"]).purpose = "on"
    assert other.undo() == "And on"
    assert not checkup(other, TODAY).problems


def test_for_the_consultant_every_field_of_every_record_comes_along(
    filled: Filled, emptied: Callable[[], Desk]
) -> None:
    desk, other = filled("invented"), emptied()
    into(other, out(desk))
    told, known = dump(desk), dump(other)
    for table in links_tables():  # the rows of links have ids of their own, which nothing refers to
        told[table] = sorted(row[1:] for row in told[table])
        known[table] = sorted(row[1:] for row in known[table])
    assert unordered(told) == unordered(known)


def links_tables() -> list[str]:
    return [
        links_table(kind, field.name).name
        for kind in kinds()
        for field in kind.fields.values()
        if field.kind is Kind.LINKS
    ]


def unordered(content: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """Without positions: they are numbered anew, their order is what the bundle keeps."""
    plain = dict(content)
    for kind in kinds():
        if issubclass(kind, InRelationship):
            at = list(kind.__table__.c.keys()).index("position")
            plain[kind.__tablename__] = [row[:at] + row[at + 1 :] for row in content[kind.__tablename__]]
    return plain


def test_a_new_kind_of_field_is_not_forgotten() -> None:
    known = {field.kind for kind in LISTS.values() for field in kind.fields.values()}
    assert known <= set(Kind) - {Kind.PICTURE}, "a picture has to be re-encoded when it comes in"
    assert len(LISTS) == len(kinds()) - 2, "all but the relationship and the desk's own profile"


def test_a_bundle_of_others_names_nothing_of_the_consultants(filled: Filled) -> None:
    for name in ("sample", "invented"):
        desk = filled(name)
        whole = json.loads(out(desk))
        for audience in audiences(desk):
            if audience == CONSULTANT:
                continue
            data = out(desk, audience)
            told = json.loads(data)
            assert "organisations" not in told and "history" not in told
            for key, kind in LISTS.items():
                for record in told.get(key, ()):
                    assert not any(kind.fields[field].private for field in record if field != "id")
            seen = {record["id"] for key in LISTS for record in told.get(key, ())}
            hidden = {record["id"] for key in LISTS for record in whole[key]} - seen
            assert hidden and not any(id.encode() in data for id in hidden), audience


def test_nothing_private_moves_a_byte_of_what_others_get(filled: Filled) -> None:
    desk = filled("chemical")
    with desk.read() as session:
        id, sides = session.scalars(select(Relationship.id)).one(), session.scalars(select(Party.name)).all()
    before = {reader: out(desk, reader) for reader in (JOINT, *sides)}
    with desk.change("Private records made") as session:
        for kind in PRIVATE_KINDS:
            make(session, kind, id)
    assert {reader: out(desk, reader) for reader in before} == before
    whole = out(desk, with_history=True).decode()
    unseen = [
        kind
        for kind in PRIVATE_KINDS
        if kind is not Organisation and CANARY + kind.__tablename__.replace("_", "") not in whole
    ]
    assert unseen == [kind for kind in PRIVATE_KINDS if not _has_words(kind) and kind is not Organisation]


def _has_words(kind: type[Record]) -> bool:
    return any(field.kind in (Kind.TEXT, Kind.PROSE) for field in kind.fields.values())


def test_the_history_is_for_nobody_but_the_consultant(filled: Filled) -> None:
    with pytest.raises(TrustDeskError, match="for the consultant alone"):
        out(filled("chemical"), JOINT, with_history=True)


def test_the_bytes_do_not_depend_on_the_order_of_sets(made: dict[str, Path]) -> None:
    script = (
        "import sys, hashlib; from pathlib import Path; from tests.exchange.bundles import audiences, out;"
        "from trustdesk.desk import Desk; desk = Desk.open(Path(sys.argv[1]));"
        "print([hashlib.sha256(out(desk, a)).hexdigest() for a in audiences(desk)]);"
        "print(hashlib.sha256(out(desk, with_history=True)).hexdigest()); desk.close()"
    )
    told = set()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", script, str(made["invented"])],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        told.add(run.stdout)
    assert len(told) == 1


def test_it_says_what_it_is_and_reads_line_by_line(filled: Filled) -> None:
    lines = out(filled("chemical")).decode().splitlines()
    assert json.loads("\n".join(lines))["trustdesk"] == "relationship"
    assert f'"format": {bundle.FORMAT},' in lines
    assert '"program": "0.1.0",' in lines
    assert all(
        json.loads(line.rstrip(","))["ref"] for line in lines if line.startswith('{"') and '"ref"' in line
    )
    assert [line.partition(":")[0] for line in lines if line.startswith('"')] == sorted(
        line.partition(":")[0] for line in lines if line.startswith('"')
    )


def test_what_was_for_a_party_that_is_gone_is_nobody_elses(
    filled: Filled, emptied: Callable[[], Desk]
) -> None:
    desk = filled("invented")
    with desk.change("For one side alone") as session:
        own = session.scalars(select(Relationship.id)).one()
        party = records.add(session, Party, TODAY, own, name="Leaving")
        concern = records.add(session, Concern, TODAY, own, text="Only theirs", audience=party.id)
        id = concern.id
    with desk.change("Party left") as session:
        records.delete(session, [session.get_one(Party, party.id)])
    told = next(one for one in json.loads(out(desk))["concerns"] if one["id"] == id)
    assert told["audience"] == CONSULTANT
    assert not into(emptied(), out(desk)).report.errors
