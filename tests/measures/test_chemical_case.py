"""The chemical case, against figures that were worked out apart from the program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.chemical import AS_OF, CASE, EXPECTED
from trustdesk.desk import Desk
from trustdesk.exchange.workbook import import_into
from trustdesk.measures import measure
from trustdesk.measures.plain import plain
from trustdesk.records import Relationship
from trustdesk.records.mapping import driver_of
from trustdesk.snapshot import take

WORKED_OUT = json.loads(EXPECTED.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path: Path = tmp_path_factory.mktemp("case") / "Case.trustdesk"
    with Desk.create(path) as made:
        assert not import_into(made, CASE, AS_OF).errors
        yield made


def shown(desk: Desk, audience: str, as_of: date) -> dict[str, Any]:
    with desk.read() as session:
        relationship = session.scalars(select(Relationship)).one()
        snapshot = take(driver_of(session), relationship.id, audience, as_of)
    return plain(measure(snapshot), snapshot)


@pytest.mark.parametrize("expected", WORKED_OUT, ids=lambda case: f"{case['audience']} {case['as_of']}")
def test_every_figure_of_the_case_agrees(desk: Desk, expected: dict[str, Any]) -> None:
    found = shown(desk, expected["audience"], date.fromisoformat(expected["as_of"]))
    for stage in found["stages"]:
        stage["gate"] = {criterion["criterion"]: criterion["met"] for criterion in stage["gate"]}
    assert list(differences(expected, found)) == []


def test_what_is_shown_is_json_with_every_name_that_was_agreed(desk: Desk) -> None:
    found = json.loads(json.dumps(shown(desk, "joint", AS_OF), allow_nan=False))
    assert {"name", "as_of", "audience", "parties", "stages", "risk_steps", "commitments"} <= found.keys()
    assert {"reciprocity", "warnings"} <= found.keys()
    assert found["stages"][0]["outcomes"]["missed"] == 1
    assert found["risk_steps"][0]["readiness"][0].keys() == {"point", "ok", "cause"}
    assert found["commitments"][2] == {
        "ref": "C3",
        "giver": "Chemical supplier",
        "due": "2026-02-13",
        "outcome": "late",
        "notice_days": 1,
    }
    assert [(warning["code"], warning["about"]) for warning in found["warnings"]] == [
        ("overdue", "C18"),
        ("overdue", "C19"),
    ]


def test_a_private_promise_is_in_the_consultant_s_list_and_nowhere_else(desk: Desk) -> None:
    joint, consultant = (shown(desk, audience, AS_OF) for audience in ("joint", "consultant"))
    listed = {promise["ref"] for promise in consultant["commitments"]}
    assert listed - {promise["ref"] for promise in joint["commitments"]} == {"C20"}
    assert joint["parties"] == consultant["parties"]
    assert joint["reciprocity"] == consultant["reciprocity"]


def differences(expected: Any, found: Any, place: str = "") -> Iterator[str]:
    """Where what was found is not what is expected; it may hold more, and numbers agree within 1e-9."""
    if isinstance(expected, dict):
        for name, value in expected.items():
            yield from differences(value, found.get(name, "missing"), f"{place}/{name}")
    elif isinstance(expected, list):
        if len(expected) != len(found):
            yield f"{place}: {len(expected)} expected, {len(found)} found"
        for at, (one, other) in enumerate(zip(expected, found, strict=False)):
            yield from differences(one, other, f"{place}/{at}")
    elif isinstance(expected, float):
        if not (isinstance(found, int | float) and abs(expected - found) <= 1e-9):
            yield f"{place}: {expected} expected, {found} found"
    elif expected != found or type(expected) is not type(found):
        yield f"{place}: {expected} expected, {found} found"
