"""What can be read of a damaged desk is saved; what cannot is left out, and nothing hangs in the air."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.canonical import dump
from trustdesk.checkup import checkup
from trustdesk.desk import PUBLISHED, Desk, Key
from trustdesk.desk.rescue import rescue
from trustdesk.errors import OpenError
from trustdesk.records import Commitment, Relationship
from trustdesk.sample import make_sample

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sample") / "Sample.trustdesk"
    make_sample(made, DAY)
    return made


@pytest.fixture
def path(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample, tmp_path))


def test_of_a_sound_desk_every_record_is_saved(path: Path, tmp_path: Path) -> None:
    with Desk.open(path) as desk:
        wanted = dump(desk)
    with rescue(path, tmp_path / "Saved.trustdesk", PUBLISHED) as saved:
        assert dump(saved) == wanted
        assert saved.undo_step is None


@pytest.mark.parametrize("share", [0.15, 0.3, 0.45, 0.6, 0.75, 0.9])
def test_of_a_damaged_desk_the_rest_is_saved_and_sound(path: Path, tmp_path: Path, share: float) -> None:
    content = bytearray(path.read_bytes())
    pages = len(content) // 4096
    for page in range(round(share * pages), round(share * pages) + 3):
        content[page * 4096 + 50] ^= 1
    path.write_bytes(content)
    with pytest.raises(OpenError):
        Desk.open(path)
    try:
        saved = rescue(path, tmp_path / "Saved.trustdesk", PUBLISHED)
    except OpenError:
        assert not (tmp_path / "Saved.trustdesk").exists()
        return
    with saved:
        assert not saved.problems()
        checkup(saved, DAY)
        with saved.read() as session:
            kept = session.query(Relationship).count() + session.query(Commitment).count()
        assert kept
    assert path.read_bytes() == content


def test_where_nothing_can_be_read_nothing_is_made(path: Path, tmp_path: Path) -> None:
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    for key in (PUBLISHED, Key("another")):
        with pytest.raises(OpenError, match="Nothing of this desk"):
            rescue(path, tmp_path / "Saved.trustdesk", key)
    assert not (tmp_path / "Saved.trustdesk").exists()
