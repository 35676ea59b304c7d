"""Backups by the command line: made, listed, restored, and what is said of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.chemical import CASE
from tests.command_line.said import content, printed
from trustdesk.__main__ import main
from trustdesk.commands.call import PASSPHRASE
from trustdesk.desk import Desk


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRUSTDESK_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "backups"


def plain(capsys: pytest.CaptureFixture[str], *command: str) -> dict[str, object]:
    printed(capsys)
    assert main([*command, "--json"]) == 0
    out, err = printed(capsys)
    assert err == ""
    return dict(json.loads(out))


def test_a_backup_is_made_listed_and_restored(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(desk)
    assert main(["backup", desk]) == 0
    made = printed(capsys)[0].removeprefix("Made the backup ").removesuffix(".\n")
    with Desk.open(Path(desk)) as opened, opened.change("Emptied") as session:
        session.connection().exec_driver_sql("DELETE FROM relationship")
    assert main(["backups", desk]) == 0
    assert f" kilobytes: {made}\n" in printed(capsys)[0]
    assert main(["restore", made, "--to", desk]) == 0
    out, err = printed(capsys)
    assert (err, "Restored the desk" in out, "What lay there before is kept as" in out) == ("", True, True)
    assert content(desk) == before


def test_what_is_printed_as_json_says_all_that_is_needed(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = plain(capsys, "backup", desk)
    assert set(made) == {"sequence", "at", "size", "path"}
    assert plain(capsys, "backups", desk) == {"backups": [made | {"same_passphrase": True}]}
    new = str(tmp_path / "New.trustdesk")
    assert plain(capsys, "restore", str(made["path"]), "--to", new) == {"desk": new, "kept": None}
    assert content(new) == content(desk)
    kept = plain(capsys, "restore", str(made["path"]), "--to", new)["kept"]
    assert Path(str(kept)).is_file()


def test_the_backups_of_a_file_that_cannot_be_read_are_listed(
    desk: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made = plain(capsys, "backup", desk)
    Path(desk).write_bytes(b"no desk any more")
    assert plain(capsys, "backups", desk) == {"backups": [made | {"same_passphrase": None}]}
    assert main(["restore", str(made["path"]), "--to", desk]) == 0
    assert main(["check", desk]) == 0


def test_a_desk_without_backups_says_so_and_a_missing_one_is_refused(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backups", desk]) == 0
    assert printed(capsys)[0] == "There is no backup of this desk yet.\n"
    assert plain(capsys, "backups", desk) == {"backups": []}
    for command in ("backup", "backups"):
        assert main([command, str(tmp_path / "None.trustdesk")]) == 1
        assert "no desk at" in printed(capsys)[1]


def test_what_is_no_backup_is_refused_and_the_desk_stays(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Path(str(plain(capsys, "backup", desk)["path"]))
    bent = bytearray(made.read_bytes())
    bent[len(bent) // 2] ^= 1
    made.write_bytes(bytes(bent))
    before = Path(desk).read_bytes()
    for backup, words in {
        made: "cannot be trusted",
        Path(desk): "no backup",
        tmp_path / "x": "no backup",
    }.items():
        assert main(["restore", str(backup), "--to", desk]) == 1
        assert words in printed(capsys)[1]
    assert Path(desk).read_bytes() == before


def test_a_passphrase_is_asked_for_and_those_under_another_one_are_named(
    desk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(PASSPHRASE, "open sesame")
    secret, again = str(tmp_path / "Secret.trustdesk"), str(tmp_path / "Again.trustdesk")
    assert main(["new", secret, "--encrypt"]) == 0
    assert main(["import", str(CASE), "--into", secret]) == 0
    made = plain(capsys, "backup", secret)
    assert main(["restore", str(made["path"]), "--to", again]) == 0
    assert content_under(again, "open sesame") == content_under(secret, "open sesame")
    monkeypatch.setenv(PASSPHRASE, "open barley")
    assert main(["restore", str(made["path"]), "--to", again]) == 1
    assert "another passphrase" in printed(capsys)[1]


def test_a_desk_with_a_passphrase_keeps_it_when_an_older_backup_without_one_is_restored(
    desk: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made, before = plain(capsys, "backup", desk), content(desk)
    open_copy = Path(str(made["path"])).read_bytes()
    monkeypatch.setenv(PASSPHRASE, "open sesame")
    assert main(["passphrase", desk]) == 0
    Path(str(made["path"])).write_bytes(open_copy)
    assert main(["restore", str(made["path"]), "--to", desk]) == 0
    assert not Path(desk).read_bytes().startswith(b"TrustDesk")
    assert content_under(desk, "open sesame") == before


def test_before_an_import_there_is_a_backup_of_what_is_there(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(CASE), "--into", desk, "--dry-run"]) == 0
    assert plain(capsys, "backups", desk) == {"backups": []}
    before = content(desk)
    assert main(["import", str(CASE), "--into", desk]) == 0
    (made,) = plain(capsys, "backups", desk)["backups"]  # type: ignore[misc]
    restored = str(tmp_path / "Restored.trustdesk")
    assert main(["restore", made["path"], "--to", restored]) == 0
    assert content(restored) == before


def content_under(path: str, passphrase: str) -> object:
    from tests.canonical import dump
    from trustdesk.desk import Key

    with Desk.open(Path(path), Key(passphrase)) as opened:
        return dump(opened)
