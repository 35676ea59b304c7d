"""The file of a desk: its settings, its lock, and what it says of files that are none."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select

from trustdesk.desk import Desk
from trustdesk.errors import TrustDeskError
from trustdesk.records import Organisation
from trustdesk.records.mapping import metadata


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Work.trustdesk"


def setting(desk: Desk, name: str) -> object:
    with desk.read() as session:
        return session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()


def test_a_new_desk_is_one_file_that_says_what_it_is(path: Path) -> None:
    Desk.create(path).close()
    assert [item.name for item in path.parent.iterdir()] == [path.name]
    assert path.read_bytes().startswith(b"TrustDesk 1")


def test_the_settings_that_keep_work_safe_are_on(path: Path) -> None:
    expected = {
        "journal_mode": "delete",
        "locking_mode": "exclusive",
        "synchronous": 3,
        "fullfsync": 1,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "application_id": 0x54445331,
    }
    with Desk.create(path) as desk:
        assert {name: setting(desk, name) for name in expected} == expected
        assert setting(desk, "mmap_size") in (0, None)


def test_deleted_words_do_not_stay_in_the_search_index(path: Path) -> None:
    with Desk.create(path) as desk:
        with desk.change("Added") as session:
            session.add(Organisation(name="Zanzibarium"))
        assert any(b"zanzibarium" in block for block in blocks(desk))
        desk.undo()
        assert not any(b"zanzibarium" in block for block in blocks(desk))


def blocks(desk: Desk) -> list[bytes]:
    with desk.read() as session:
        return list(session.connection().exec_driver_sql("SELECT block FROM search_data").scalars())


def test_a_second_window_is_told_that_the_desk_is_open(path: Path) -> None:
    with Desk.create(path), pytest.raises(TrustDeskError, match="already open"):
        Desk.open(path)
    Desk.open(path).close()


def test_a_name_that_is_taken_is_left_alone(path: Path) -> None:
    path.write_text("my notes")
    with pytest.raises(TrustDeskError, match="already a file"):
        Desk.create(path)
    assert path.read_text() == "my notes"


def test_a_missing_folder_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(TrustDeskError, match="no folder"):
        Desk.create(tmp_path / "nowhere" / "Work.trustdesk")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no desk at"),
        (b"", "is empty"),
        (b"hello, this is a letter" * 300, "not a desk"),
        (b"TrustDesk 1\0\0\0\0\0" + bytes(4096), "damaged"),
    ],
)
def test_what_is_no_desk_is_named_and_left_untouched(path: Path, content: bytes | None, words: str) -> None:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TrustDeskError, match=words):
        Desk.open(path)
    assert (path.read_bytes() if path.exists() else None) == content


def test_a_file_of_another_program_is_refused(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (words TEXT)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(TrustDeskError, match="not a desk"):
        Desk.open(path)
    assert path.read_bytes() == before


def test_a_desk_of_a_newer_program_is_left_as_it_is(path: Path) -> None:
    with Desk.create(path) as desk, desk._transaction(write=True) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("UPDATE meta SET value = '9998' WHERE name = 'reads_from'")
    before = path.read_bytes()
    with pytest.raises(TrustDeskError, match="newer TrustDesk"):
        Desk.open(path)
    assert path.read_bytes() == before


def test_a_flipped_bit_is_noticed(path: Path) -> None:
    with Desk.create(path) as desk, desk.change("Added") as session:
        session.add_all(Organisation(name=f"Organisation {n}") for n in range(200))
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    path.write_bytes(damaged)
    try:
        with Desk.open(path) as desk:
            assert desk.problems()
    except TrustDeskError as error:
        assert "damaged" in str(error)


@pytest.mark.parametrize("place", [0.01, 0.2, 0.4, 0.6, 0.8, 0.99])
def test_damage_anywhere_is_told_in_words(path: Path, place: float) -> None:
    with Desk.create(path) as desk, desk.change("Added") as session:
        session.add_all(Organisation(name=f"Organisation {n}", note="words " * 200) for n in range(200))
    damaged = bytearray(path.read_bytes())
    damaged[int(len(damaged) * place)] ^= 1
    path.write_bytes(damaged)
    told = []
    try:
        with Desk.open(path) as desk:
            told += desk.problems()
            with desk.read() as session:
                for table in metadata.tables.values():
                    session.execute(select(table)).all()
    except TrustDeskError as error:
        told.append(error.title)
    assert told
    assert all("damaged" in str(words) for words in told)
    assert path.read_bytes() == damaged


def test_a_sound_desk_has_no_problems(path: Path) -> None:
    with Desk.create(path) as desk:
        assert desk.problems() == []
