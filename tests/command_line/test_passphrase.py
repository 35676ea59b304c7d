"""A passphrase by the command line: from a prompt or the environment, never from an argument."""

from __future__ import annotations

from pathlib import Path

import pytest

from trustdesk.__main__ import main
from trustdesk.commands import call


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTDESK_DATA", str(tmp_path / "data"))
    monkeypatch.delenv(call.PASSPHRASE, raising=False)
    monkeypatch.delenv(call.NEW_PASSPHRASE, raising=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Work.trustdesk"


def typed(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    waiting = list(words)
    monkeypatch.setattr(call, "getpass", lambda _prompt: waiting.pop(0))


def no_terminal(_prompt: str) -> str:
    raise EOFError


def test_a_new_desk_gets_the_passphrase_that_is_typed_twice(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "open sesame", "open sesame")
    assert main(["new", str(path), "--encrypt"]) == 0
    assert not path.read_bytes().startswith(b"TrustDesk")
    typed(monkeypatch, "open sesame")
    assert main(["check", str(path)]) == 0


def test_two_that_differ_make_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "open sesame", "open sesami")
    assert main(["new", str(path), "--encrypt"]) == 1
    assert "not the same" in capsys.readouterr().err
    assert not path.exists()


def test_without_a_terminal_it_says_where_a_passphrase_may_stand(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(call.PASSPHRASE, "open sesame")
    assert main(["new", str(path), "--encrypt"]) == 0
    monkeypatch.delenv(call.PASSPHRASE)
    monkeypatch.setattr(call, "getpass", no_terminal)
    assert main(["check", str(path)]) == 1
    assert call.PASSPHRASE in capsys.readouterr().err


def test_a_passphrase_is_set_changed_and_removed_and_backups_follow(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(path)]) == 0
    monkeypatch.setenv(call.PASSPHRASE, "first")
    assert main(["passphrase", str(path)]) == 0
    said = capsys.readouterr().out
    assert "The passphrase is set." in said
    assert "1 backup has it too" in said
    assert not path.read_bytes().startswith(b"TrustDesk")
    monkeypatch.setenv(call.NEW_PASSPHRASE, "second")
    assert main(["passphrase", str(path)]) == 0
    assert main(["check", str(path)]) == 1
    monkeypatch.setenv(call.PASSPHRASE, "second")
    assert main(["check", str(path)]) == 0
    monkeypatch.setenv(call.NEW_PASSPHRASE, "")
    assert main(["passphrase", str(path)]) == 0
    said = capsys.readouterr().out
    assert "can read it" in said
    assert "earlier passphrase" in said
    monkeypatch.delenv(call.PASSPHRASE)
    assert main(["check", str(path)]) == 0


def test_a_wrong_passphrase_is_told_from_damage(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(call.PASSPHRASE, "first")
    assert main(["new", str(path), "--encrypt"]) == 0
    monkeypatch.setenv(call.PASSPHRASE, "First")
    before = path.read_bytes()
    assert main(["check", str(path)]) == 1
    assert "does not open the desk" in capsys.readouterr().err
    assert path.read_bytes() == before
