"""What is asked of a file before it is trusted, and what is said where it fails."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from os import SEEK_END
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from trustdesk.desk import Desk, Key, facts, file, seal
from trustdesk.errors import OpenError, Reason, TrustDeskError
from trustdesk.records import Organisation

PAGE = 4096
SECRET = Key("Straße 'é\" $x")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Work.trustdesk"


def filled(path: Path, key: Key = Key(), names: int = 200) -> bytes:  # noqa: B008 - a key never changes
    with Desk.create(path, key) as desk, desk.change("Added") as session:
        session.add_all(Organisation(name=f"Organisation {n}") for n in range(names))
    return path.read_bytes()


def reason(path: Path, key: Key = Key()) -> Reason:  # noqa: B008
    before = path.read_bytes()
    with pytest.raises(OpenError) as refused:
        Desk.open(path, key)
    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == [path.name]
    return refused.value.reason


def meddle(path: Path, *statements: str) -> None:
    connection = file.connect(path)
    for statement in statements:
        connection.execute(statement)
    seal.put(connection)
    connection.close()


def test_a_desk_under_a_passphrase_holds_nothing_readable_and_opens_with_it(path: Path) -> None:
    content = filled(path, SECRET)
    assert not content.startswith(b"TrustDesk")
    assert b"Organisation" not in content
    with Desk.open(path, SECRET) as desk, desk.read() as session:
        assert session.query(Organisation).count() == 200


def test_a_passphrase_is_the_same_however_its_letters_are_composed(path: Path) -> None:
    filled(path, Key("caf\u00e9"))
    Desk.open(path, Key("cafe\u0301")).close()


def test_a_key_never_shows_its_passphrase() -> None:
    assert "Straße" not in repr(SECRET) + str(SECRET)


def test_a_missing_a_wrong_and_a_right_passphrase_of_a_damaged_desk_are_told_apart(path: Path) -> None:
    content = bytearray(filled(path, SECRET))
    assert reason(path) is Reason.PASSPHRASE
    assert reason(path, Key("wrong")) is Reason.PASSPHRASE
    content[100] ^= 1
    path.write_bytes(content)
    assert reason(path, SECRET) is Reason.DAMAGED
    assert reason(path, Key("wrong")) is Reason.PASSPHRASE


def test_a_desk_that_lost_its_first_page_is_still_known_as_one(path: Path) -> None:
    content = filled(path)
    path.write_bytes(bytes(4096) + content[4096:])
    assert reason(path) is Reason.DAMAGED


def test_a_passphrase_given_for_a_desk_without_one_is_no_damage(path: Path) -> None:
    filled(path)
    with Desk.open(path, SECRET) as desk:
        assert not desk.key.secret


def test_pages_of_two_moments_are_noticed(path: Path) -> None:
    first = filled(path)
    with Desk.open(path) as desk, desk.change("Renamed") as session:
        for one in session.query(Organisation):
            one.name = one.name.replace("Organisation", "Corporation!")
    second = path.read_bytes()
    assert len(first) <= len(second)
    mixed = [
        first[at : at + 4096] if first[at : at + 4096] and at // 4096 % 7 == 5 else second[at : at + 4096]
        for at in range(0, len(second), 4096)
    ]
    path.write_bytes(b"".join(mixed))
    assert reason(path) is Reason.DAMAGED


def test_a_seal_is_broken_by_the_first_change_and_set_when_the_desk_is_closed(path: Path) -> None:
    filled(path)
    with Desk.open(path) as desk:
        assert seal.fits(desk._raw)
        with desk.change("Added") as session:
            session.add(Organisation(name="One more"))
        assert seal.fits(desk._raw) is None
    with Desk.open(path) as desk:
        assert seal.fits(desk._raw)


def test_looking_writes_nothing(path: Path) -> None:
    before = filled(path)
    with Desk.open(path) as desk, desk.read() as session:
        assert session.query(Organisation).count() == 200
    assert path.read_bytes() == before


def test_each_time_work_begins_counts_as_a_generation(path: Path) -> None:
    filled(path)
    generations = []
    for n in range(3):
        with Desk.open(path) as desk:
            for label in ("a", "b"):
                with desk.change(label) as session:
                    session.add(Organisation(name=f"{label}{n}"))
            generations.append(int(facts.read(desk._raw)[facts.GENERATION]))
    assert generations == [generations[0] + n for n in range(3)]


def test_a_newer_desk_that_this_program_can_read_is_opened_for_reading(path: Path) -> None:
    filled(path)
    meddle(
        path,
        "UPDATE alembic_version SET version_num = '0007'",
        "UPDATE meta SET value = '3.2.1' WHERE name = 'program'",
        "ALTER TABLE party ADD COLUMN later TEXT",
    )
    before = path.read_bytes()
    with Desk.open(path) as desk:
        assert "3.2.1" in str(desk.read_only)
        with desk.read() as session:
            assert session.query(Organisation).count() == 200
        with pytest.raises(TrustDeskError, match="newer TrustDesk"), desk.change("Added") as session:
            session.add(Organisation(name="No"))
    assert path.read_bytes() == before


def test_a_newer_desk_that_this_program_cannot_read_is_named(path: Path) -> None:
    filled(path)
    meddle(
        path,
        "UPDATE alembic_version SET version_num = '0007'",
        "UPDATE meta SET value = '0006' WHERE name = 'reads_from'",
    )
    assert reason(path) is Reason.NEWER


def test_a_file_that_may_not_be_written_is_opened_for_reading(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = filled(path)
    monkeypatch.setattr("os.access", lambda _path, _mode: False)
    with Desk.open(path) as desk:
        assert desk.read_only is not None
        with pytest.raises(TrustDeskError, match="may not be written"), desk.change("Added") as session:
            session.add(Organisation(name="No"))
        with pytest.raises(TrustDeskError):
            desk.undo()
    assert path.read_bytes() == before


def test_a_second_opening_is_told_that_it_is_open(path: Path) -> None:
    filled(path)
    with Desk.open(path), pytest.raises(OpenError) as refused:
        Desk.open(path)
    assert refused.value.reason is Reason.LOCKED


def test_a_file_that_was_put_in_its_place_is_not_written_over(path: Path, tmp_path: Path) -> None:
    filled(path)
    other = filled(tmp_path / "Other.trustdesk", names=3)
    with Desk.open(path) as desk:
        (tmp_path / "Other.trustdesk").replace(path)
        with pytest.raises(TrustDeskError, match="replaced"), desk.change("Added") as session:
            session.add(Organisation(name="No"))
    assert path.read_bytes() == other


def test_other_programs_databases_are_foreign(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (words TEXT)")
    other.commit()
    other.close()
    assert reason(path) is Reason.FOREIGN
    assert reason(path, SECRET) is Reason.FOREIGN


def test_every_refusal_has_a_code_that_names_its_kind_and_holds_no_values(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(OpenError) as one:
        Desk.open(path)
    other_path = path.with_name("Somewhere else.trustdesk")
    other_path.write_bytes(b"")
    with pytest.raises(OpenError) as other:
        Desk.open(other_path)
    assert one.value.code == other.value.code
    assert one.value.code.startswith("TD-")


def test_a_desk_that_was_not_closed_says_so_the_next_time(path: Path) -> None:
    filled(path)
    with Desk.open(path) as desk:
        assert desk.closed_well
        with desk.change("Added") as session:
            session.add(Organisation(name="One more"))
        copy = path.with_name("Copy.trustdesk")
        copy.write_bytes(path.read_bytes())  # as a kill would leave it
    with Desk.open(copy) as desk:
        assert not desk.closed_well


def test_work_goes_on_at_another_place_where_this_one_cannot_be_written(path: Path, tmp_path: Path) -> None:
    filled(path, names=3)
    other = tmp_path / "Elsewhere.trustdesk"
    with Desk.open(path) as desk:
        path.rename(tmp_path / "Moved away.trustdesk")
        with pytest.raises(TrustDeskError, match="moved"), desk.change("Added") as session:
            session.add(Organisation(name="Written meanwhile"))
        desk.go_on_at(other)
        with desk.change("Added") as session:
            session.add(Organisation(name="Written meanwhile"))
        assert desk.undo_label == "Added"
        with pytest.raises(TrustDeskError, match="already a file"):
            desk.go_on_at(other)
    with Desk.open(other) as desk, desk.read() as session:
        assert desk.closed_well
        assert session.query(Organisation).count() == 4


def test_after_a_power_cut_a_torn_page_that_is_not_in_use_is_no_damage_and_is_mended(path: Path) -> None:
    filled(path, names=400)
    copy = path.with_name("Copy.trustdesk")
    with Desk.open(path) as desk:
        desk.undo()
        with desk.change("Added") as session:
            session.add(Organisation(name="Holmquay"))
        whole = path.read_bytes()  # as a power cut would leave it: without a seal
    opened = 0
    for page in range(2, len(whole) // PAGE):
        torn = bytearray(whole)
        torn[page * PAGE + 1000] ^= 4
        copy.write_bytes(torn)
        if in_use(copy):
            with pytest.raises(OpenError, match="damaged"):
                Desk.open(copy)
            assert copy.read_bytes() == torn
            continue
        opened += 1
        with Desk.open(copy) as desk:
            assert desk.undo_label == "Added"
            assert not desk.problems()
    assert opened


def test_in_a_file_that_was_closed_every_torn_page_is_damage(path: Path) -> None:
    filled(path)
    with path.open("ab") as opened:
        opened.write(b"?" * PAGE)
    assert reason(path) is Reason.DAMAGED


def in_use(path: Path) -> bool:
    """Whether the only torn page of a file is one that the structure of the file needs."""
    try:
        with closing(file.connect(path)) as connection:
            found: str = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except driver.Error:
        return True
    return found != "ok"


def test_a_desk_that_is_damaged_while_it_is_open_is_not_copied_as_if_it_were_whole(path: Path) -> None:
    filled(path, names=3)
    with closing(file.connect(path)) as connection:
        # The end of a long value, at the end of the file: the structure of a copy says nothing of it.
        connection.execute("UPDATE entry SET after = ?", ("word " * 2000,))
        facts.write(connection, **{facts.SEAL: None})
    other = path.with_name("Elsewhere.trustdesk")
    with Desk.open(path) as desk:
        with path.open("r+b") as opened:
            opened.seek(-2000, SEEK_END)
            opened.write(b"?")
        with pytest.raises(TrustDeskError, match="damaged"):
            desk.go_on_at(other)
        assert desk.path == path
    assert not other.exists()


def test_what_a_kill_left_beside_a_desk_goes_when_it_is_opened_and_nothing_else(path: Path) -> None:
    filled(path, names=3)
    left = [path.with_name(f".{path.name}.0123abcd{end}") for end in ("", "-journal")]
    others = [path.with_name(name) for name in (f".{path.name}.notes", ".Other.trustdesk.0123abcd")]
    for one in (*left, *others):
        one.write_bytes(b"half made")
    Desk.open(path).close()
    assert not any(one.exists() for one in left)
    assert all(one.exists() for one in others)
