"""A bundle is read strictly, finds again what is there, and comes in whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.canonical import dump, index
from tests.exchange.bundles import TODAY, into, invented, out, relationships
from trustdesk.actions import records
from trustdesk.audience import CONSULTANT, JOINT
from trustdesk.desk import Desk
from trustdesk.errors import TrustDeskError
from trustdesk.exchange import bundle_file, bundle_import
from trustdesk.exchange.bundle_file import MAX_DEPTH
from trustdesk.records import Commitment, Organisation, Party, Person, Relationship

Told = dict[str, Any]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "Made.trustdesk"
    invented(path, 7).close()
    return path


@pytest.fixture(scope="module")
def worked(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One such desk for all tests that do not mind what the others did to it."""
    path = tmp_path_factory.mktemp("worked") / "Worked.trustdesk"
    with Desk.open(Path(shutil.copy(made, path))) as desk:
        yield desk


@pytest.fixture(scope="module")
def blank(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An empty desk for all tests that write nothing."""
    path = tmp_path_factory.mktemp("blank") / "Blank.trustdesk"
    with Desk.open(Path(shutil.copy(empty, path))) as desk:
        yield desk


@pytest.fixture(scope="module")
def whole(worked: Desk) -> bytes:
    """What is in it, with its history."""
    return out(worked, with_history=True)


@pytest.fixture
def filled(made: Path, tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(Path(shutil.copy(made, tmp_path / "Filled.trustdesk"))) as desk:
        yield desk


def told(desk: Desk, audience: str = CONSULTANT, *, with_history: bool = False) -> Told:
    found: Told = json.loads(out(desk, audience, with_history=with_history))
    return found


def errors(desk: Desk, data: Told) -> dict[str | None, str]:
    """What is wrong with it, by its place; with any error nothing at all is written."""
    before = dump(desk)
    judged = into(desk, data)
    assert judged.report.imported == 0 or not judged.report.errors
    if judged.report.errors:
        assert dump(desk) == before
    return {problem.sheet: str(problem.expected) for problem in judged.report.errors}


# --- what is refused before anything is looked at ---------------------------------------------------------


REFUSED = {
    "nothing": (b"", "Line 1, column 1 is not JSON."),
    "no text": (b'{"a": "\xff"}', "It is not UTF-8 text."),
    "a list": (b"[]", "It is not JSON of this program."),
    "a name twice": (b'{"a": {"b": [{"c": 1, "c": 2}]}}', "a.b[0]: expected each name only once."),
    "NaN": (b'{"a": [1, NaN]}', "a[1]: expected a number of at most 18 digits."),
    "infinity": (b'{"a": -Infinity}', "a: expected a number of at most 18 digits."),
    "a number beyond all numbers": (b'{"a": 1e999}', "a: expected a number"),
    "a whole number without end": (b'{"a": ' + b"9" * 5000 + b"}", "a: expected a number"),
    "half of a pair": (
        b'{"a": {"b": "x\\ud800"}}',
        "a.b: expected text without the control character U+D800.",
    ),
    "half of a pair in a name": (b'{"a\\udfff": 1}', "expected text without the control character U+DFFF."),
    "NUL": (b'{"commitments": [{"text": "\\u0000"}]}', "commitments[0].text: expected text without"),
    "nested": (b'{"a": ' + b"[" * 30 + b"]" * 30 + b"}", f"nothing nested more than {MAX_DEPTH} deep."),
    "nested without end": (b"[" * 200_000, f"nested more than {MAX_DEPTH} deep."),
    "objects without end": (b'{"a":' * 200_000, f"nested more than {MAX_DEPTH} deep."),
    "something behind it": (b"{} {}", "Line 1, column 4 is not JSON."),
    "many values": (b"[" + b"0," * bundle_file.MAX_VALUES + b"0]", "It holds more than 5000000 values."),
    "many bytes": (b" " * (bundle_file.MAX_BYTES + 1), "It holds more than 64 MB."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_no_file_of_ours_holds_is_refused_with_its_place(case: str) -> None:
    content, words = REFUSED[case]
    with pytest.raises(TrustDeskError) as refusal:
        bundle_file.parsed(content, "it.json")
    assert words in str(refusal.value)
    assert "Nothing was imported." in str(refusal.value)


def test_what_is_json_of_others_or_of_a_newer_program_is_refused() -> None:
    for data in ({}, {"trustdesk": "desk", "format": 1}, {"trustdesk": "relationship", "format": True}):
        with pytest.raises(TrustDeskError, match="is not a relationship of TrustDesk"):
            bundle_import.ours(data, "it.json")
    with pytest.raises(TrustDeskError, match=r"was made by a newer TrustDesk \(format 2\)"):
        bundle_import.ours({"trustdesk": "relationship", "format": 2}, "it.json")


# --- errors name their place, and with any nothing is written ---------------------------------------------


def _set(*path: Any) -> Callable[[Told], None]:
    """Put the last of `path` where the others lead."""

    def bend(data: Told) -> None:
        at: Any = data
        *way, name, value = path
        for step in way:
            at = at[step]
        at[name] = value

    return bend


BENT: dict[str, tuple[Callable[[Told], None], str, str]] = {
    "a day of words": (_set("commitments", 3, "due", "soon"), "commitments[3].due", "a day"),
    "a day that is none": (_set("commitments", 1, "due", "2026-02-30"), "commitments[1].due", "a day"),
    "a day with an hour": (_set("commitments", 1, "due", "2026-02-03T00"), "commitments[1].due", "a day"),
    "a required day missing": (_set("commitments", 1, "due", None), "commitments[1].due", "a day"),
    "a number for a text": (_set("commitments", 1, "text", 3), "commitments[1].text", "text of at most"),
    "nothing for a text": (_set("commitments", 1, "text", ""), "commitments[1].text", "not be blank"),
    "a text too long": (_set("commitments", 1, "text", "x" * 20_001), "commitments[1].text", "at most 20000"),
    "a control character": (_set("people", 0, "name", "a\x1bb"), "people[0].name", "U+001B"),
    "yes for true": (_set("people", 0, "sponsor", "yes"), "people[0].sponsor", "true, false or null"),
    "a part for a whole": (_set("commitments", 1, "importance", 1.5), "commitments[1].importance", "a whole"),
    "true for a number": (_set("commitments", 1, "importance", True), "commitments[1].importance", "a whole"),
    "too large a number": (
        _set("commitments", 1, "importance", 4),
        "commitments[1].importance",
        "from 1 to 3",
    ),
    "an own choice": (_set("stages", 0, "verdict", "perhaps"), "stages[0].verdict", "one of"),
    "money of words": (_set("benefits", 0, "estimated", "much"), "benefits[0].estimated", "an amount"),
    "a reference to nothing": (
        _set("commitments", 1, "giver_id", "0" * 32),
        "commitments[1].giver_id",
        "exists",
    ),
    "no reference": (
        _set("commitments", 1, "giver_id", "A"),
        "commitments[1].giver_id",
        "the id of a record",
    ),
    "references twice": (
        _set("workshops", 0, "attended_by", ["0" * 32] * 2),
        "workshops[0].attended_by",
        "once",
    ),
    "one reference for several": (
        _set("workshops", 0, "attended_by", "0" * 32),
        "workshops[0].attended_by",
        "list",
    ),
    "an audience of words": (_set("people", 0, "audience", "all"), "people[0].audience", "“joint”"),
    "an audience of nobody": (_set("people", 0, "audience", []), "people[0].audience", "“joint”"),
    "an audience of strangers": (_set("people", 0, "audience", ["0" * 32]), "people[0].audience", "parties"),
    "a field of another time": (_set("commitments", 2, "mood", "sunny"), "commitments[2].mood", "no field"),
    "a list of another time": (_set("moods", []), "moods", "a newer TrustDesk may know it"),
    "an object for a list": (_set("commitments", {}), "commitments", "a list"),
    "a word for a record": (_set("commitments", 1, "promise"), "commitments[1]", "a record with an id"),
    "an id of capitals": (_set("people", 0, "id", "A" * 32), "people[0]", "a record with an id"),
    "no relationship": (_set("relationship", None), "relationship", "a relationship with an id and a name"),
    "no such audience": (_set("audience", "everybody"), "audience", "“joint”"),
    "a contradiction": (_set("commitments", 1, "outcome", None), "commitments[1].closed_on", "exactly when"),
    "a half of a history": (_set("history", 0, {}), "history[0]", "a change with its instant"),
    "no list of a history": (_set("history", "long"), "history", "a list"),
    "a label that would not be shown": (_set("history", 0, "label", "{0}"), "history[0]", "label"),
    "an instant of another clock": (_set("history", 0, "at", "2026-11-21T10:00:00"), "history[0]", "instant"),
    "a row of elsewhere": (
        _set("history", 0, "entries", 0, "table", "meta"),
        "history[0].entries[0]",
        "a row",
    ),
    "a row of another relationship": (
        _set("history", 1, "entries", 0, "after", "relationship_id", "0" * 32),
        "history[1].entries[0]",
        "a row",
    ),
    "a value that is none": (
        _set("history", 0, "entries", 0, "after", "started", "x"),
        "history[0].entries[0]",
        "a row",
    ),
}


@pytest.mark.parametrize("case", BENT)
def test_an_error_names_its_place_and_nothing_is_imported(blank: Desk, whole: bytes, case: str) -> None:
    bend, place, words = BENT[case]
    data = json.loads(whole)
    bend(data)
    found = errors(blank, data)
    assert words in found[place], found
    assert relationships(blank) == []


def test_every_error_is_told(blank: Desk, whole: bytes) -> None:
    data = json.loads(whole)
    data["commitments"][0]["due"] = data["people"][1]["influence"] = data["stages"][0]["name"] = 77
    assert set(errors(blank, data)) == {"commitments[0].due", "people[1].influence", "stages[0].name"}


def test_two_records_may_not_share_an_id(blank: Desk, whole: bytes) -> None:
    data = json.loads(whole)
    data["people"][1]["id"] = data["commitments"][0]["id"]
    data["stages"][1]["id"] = data["relationship"]["id"]
    assert {"people[1].id", "stages[1].id"} <= errors(blank, data).keys()


def test_a_history_that_ends_elsewhere_is_refused(blank: Desk, whole: bytes) -> None:
    data = json.loads(whole)
    del data["adjustments"][0]
    assert errors(blank, data) == {"history": "a history that ends with the records of this file"}


def test_no_record_of_another_relationship_can_be_claimed(filled: Desk, desk: Desk) -> None:
    with desk.change("Another") as session:
        other = records.add(session, Relationship, TODAY, name="Another")
        theirs = records.add(session, Party, TODAY, other.id, name="Theirs").id
    data = told(filled)
    data["people"][0]["id"] = theirs
    data["relationship"]["name"] = "another "
    found = errors(desk, data)
    assert found["people[0].id"] == "an id that no other record has"
    data = told(filled, with_history=True)
    data["history"][0]["entries"].append(
        {
            "table": "party",
            "id": theirs,
            "before": {"id": theirs, "relationship_id": data["relationship"]["id"]},
            "after": None,
        }
    )
    assert errors(desk, data) == {"history": "records that are not those of another relationship"}


# --- into a desk that has the relationship ----------------------------------------------------------------


def test_what_is_there_is_found_by_its_id_whatever_it_is_called_now(filled: Desk) -> None:
    data = told(filled)
    with filled.change("Renamed") as session:
        session.get_one(Relationship, data["relationship"]["id"]).name = "Something else"
        session.get_one(Commitment, data["commitments"][0]["id"]).ref = "Z9"
    judged = into(filled, data)
    assert [(one.place, one.fields) for one in judged.differences] == [
        ("relationship", ("name",)),
        ("commitments[0]", ("ref",)),
    ]
    assert told(filled) == data
    assert filled.undo() == "Relationship imported"
    with filled.read() as session:
        assert session.scalars(select(Relationship.name)).one() == "Something else"


def test_what_has_other_ids_is_found_by_what_it_goes_by_and_keeps_its_own(
    filled: Desk, tmp_path: Path
) -> None:
    mine = told(filled)
    with Desk.create(tmp_path / "Other.trustdesk") as other:
        into(other, reborn(mine))
        with other.change("Purpose") as session:
            session.scalars(select(Relationship)).one().purpose = "of theirs"
        theirs = out(other)
    judged = into(filled, theirs)
    assert not judged.report.errors
    changed = {one.place: one.fields for one in judged.differences if not one.new}
    assert changed == {"relationship": ("purpose",)}
    now = told(filled)
    for name in ("commitments", "parties", "people", "risk_steps", "concerns", "workshops", "organisations"):
        assert now[name] == mine[name], name


def reborn(data: Told) -> Told:
    """The same under other ids, as two people who type in one workbook would have it."""
    ids = {record["id"] for records in data.values() if isinstance(records, list) for record in records}
    words = json.dumps(data)
    for id in {*ids, data["relationship"]["id"]}:
        words = words.replace(id, id[16:] + id[:16])
    made: Told = json.loads(words)
    return made


def test_nothing_is_deleted_and_absent_fields_stay(filled: Desk) -> None:
    data = told(filled)
    part = {name: data[name] for name in ("trustdesk", "format", "program", "audience")}
    head = {name: data["relationship"][name] for name in ("id", "name")}
    one = {"id": data["commitments"][2]["id"], "text": "Only this"}
    judged = into(filled, part | {"relationship": head, "commitments": [one]})
    assert [(found.name, found.fields) for found in judged.differences] == [
        (data["commitments"][2]["ref"], ("text",))
    ]
    data["commitments"][2]["text"] = "Only this"
    assert told(filled) == data


def test_a_new_record_comes_behind_the_one_before_it(filled: Desk) -> None:
    data = told(filled)
    new = data["stages"][0] | {"id": "f" * 32, "name": "Between"}
    data["stages"].insert(1, new)
    assert not into(filled, data).report.errors
    assert [stage["name"] for stage in told(filled)["stages"]] == ["Stage 0", "Between", "Stage 1"]


def test_a_private_number_missing_in_what_all_read_is_warned_of_where_it_is_new(
    filled: Desk, blank: Desk
) -> None:
    data = told(filled)
    data["commitments"][1] |= {"ref": "C50", "audience": CONSULTANT}
    data["commitments"][2] |= {"ref": "C51", "audience": JOINT}

    def warned(desk: Desk) -> list[str | None]:
        warnings = into(desk, data, dry_run=True).report.warnings
        return [one.sheet for one in warnings if "leaves this number out" in str(one.expected)]

    assert warned(blank) == ["commitments[1].ref"]
    assert warned(filled) == []


@pytest.mark.parametrize("reader", [JOINT, "A-side", "A-side; B"])
def test_what_its_readers_could_not_see_stays_as_it_is(filled: Desk, reader: str) -> None:
    data = out(filled, reader)
    before = dump(filled)
    judged = into(filled, data)
    assert (judged.report.errors, judged.report.news, judged.differences) == ((), False, ())
    assert dump(filled) == before
    bent = json.loads(data)
    bent["relationship"]["purpose"] = "changed by them"
    into(filled, bent)
    changed = {name for name, rows in dump(filled).items() if rows != before[name]}
    assert changed == {"relationship"}


def test_an_organisation_is_shared_by_its_name(filled: Desk, desk: Desk) -> None:
    with desk.change("Known already") as session:
        session.add(Organisation(name="firm  of A", sector="", note=""))
    assert not into(desk, told(filled)).report.errors
    with desk.read() as session:
        firm = session.scalars(select(Organisation)).one()
        assert session.scalars(select(Party.organisation_id).where(Party.name == "A-side")).one() == firm.id


def test_a_dry_run_writes_nothing(blank: Desk, whole: bytes) -> None:
    judged = into(blank, whole, dry_run=True)
    assert judged.report.news and judged.report.imported == 0
    assert relationships(blank) == [] and blank.undo_step is None


def test_the_index_of_what_came_in_with_its_history_is_that_of_what_is_there(
    filled: Desk, desk: Desk
) -> None:
    into(desk, out(filled, with_history=True))
    assert index(desk) == index(filled)


def test_a_desk_keeps_its_own_history_of_a_relationship(filled: Desk) -> None:
    before = out(filled, with_history=True)
    data = json.loads(before)
    data["relationship"]["purpose"] = "later"
    judged = into(filled, data)
    assert [str(one.expected) for one in judged.report.warnings if one.sheet == "history"] == [
        "left out: this desk has a history of the relationship already"
    ]
    now = told(filled, with_history=True)["history"]
    assert now[:-1] == json.loads(before)["history"] and now[-1]["label"] == "Relationship imported"


# --- whatever comes ---------------------------------------------------------------------------------------


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("0" * 32),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_stands_in_a_bundle_is_imported_or_refused_in_words(
    worked: Desk, blank: Desk, whole: bytes, data: st.DataObject
) -> None:
    bundle = json.loads(whole)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(sorted(bundle)))
        at: Any = bundle
        key: Any = place
        while isinstance(at[key], dict | list) and at[key] and data.draw(st.integers(0, 3)):
            at = at[key]
            key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
        at[key] = data.draw(JSON)
    content = json.dumps(bundle).encode()
    try:
        with data.draw(st.sampled_from((worked, blank))).read() as session:
            judged = bundle_import.judge(
                session, bundle_import.ours(bundle_file.parsed(content, "it"), "it"), TODAY
            )
    except TrustDeskError:
        return
    assert all(problem.sheet and str(problem.expected) for problem in judged.report.errors)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    words=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(str.strip),
    number=st.floats(0, 1000, allow_nan=False),
)
def test_words_and_numbers_come_out_as_they_came_in(worked: Desk, words: str, number: float) -> None:
    data = told(worked)
    data["commitments"][0]["text"] = words
    data["parties"][0]["known_kept"] = number
    judged = into(worked, bundle_file.written(data))
    if not judged.report.errors:  # noncharacters are refused
        assert told(worked) == data


def test_people_of_a_bundle_for_one_side_are_found_again(filled: Desk, desk: Desk) -> None:
    into(desk, out(filled, "A-side"))
    into(desk, out(filled))
    assert out(desk) == out(filled)
    with desk.read() as session:
        assert session.scalars(select(Person.name)).all()
