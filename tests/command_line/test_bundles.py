"""A relationship goes from desk to desk by `export -o X.json` and `import X.json`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line.said import printed
from trustdesk.__main__ import main

ALL = ("--relationship", "Chemical", "--audience", "consultant")


@pytest.fixture
def other(tmp_path: Path) -> str:
    assert main(["new", str(tmp_path / "Other.trustdesk")]) == 0
    return str(tmp_path / "Other.trustdesk")


def test_a_relationship_is_handed_over_with_its_history(
    desk: str, other: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = str(tmp_path / "a.json"), str(tmp_path / "b.json")
    assert main(["export", desk, *ALL, "--with-history", "-o", first]) == 0
    printed(capsys)
    assert main(["import", first, "--into", other, "--dry-run"]) == 0
    out, _ = printed(capsys)
    assert "can be imported; nothing was written." in out
    assert "relationships: 1 new" in out
    assert main(["import", first, "--into", other]) == 0
    assert "records imported." in printed(capsys)[0]
    assert main(["export", other, *ALL, "--with-history", "-o", second]) == 0
    assert Path(first).read_bytes() == Path(second).read_bytes()
    assert main(["check", other]) == 0


def test_a_dry_run_says_what_would_change_of_each_record(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.json"
    assert main(["export", desk, *ALL, "-o", str(path)]) == 0
    told = json.loads(path.read_text(encoding="utf-8"))
    told["commitments"][3]["text"] = "Said otherwise"
    told["commitments"][3]["importance"] = 3
    path.write_text(json.dumps(told), encoding="utf-8")
    printed(capsys)
    before = Path(desk).read_bytes()
    assert main(["import", str(path), "--into", desk, "--dry-run", "--json"]) == 0
    found = json.loads(printed(capsys)[0])
    ref = told["commitments"][3]["ref"]
    assert found["changes"] == [
        {
            "place": "commitments[3]", "kind": "commitment", "name": ref, "new": False,
            "fields": ["text", "importance"],
        }
    ]  # fmt: skip
    assert (found["imported"], found["errors"]) == (0, [])
    assert main(["import", str(path), "--into", desk, "--dry-run"]) == 0
    assert f"commitments[3] “{ref}”: Promise, Importance" in printed(capsys)[0]
    assert Path(desk).read_bytes() == before


def test_an_error_names_its_place_and_nothing_is_imported(
    desk: str, other: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.json"
    assert main(["export", desk, "--relationship", "Chemical", "-o", str(path)]) == 0
    told = json.loads(path.read_text(encoding="utf-8"))
    told["commitments"][3]["due"] = "31.3.2026"
    path.write_text(json.dumps(told), encoding="utf-8")
    printed(capsys)
    assert main(["import", str(path), "--into", other]) == 1
    _, err = printed(capsys)
    assert err.splitlines() == [
        "commitments[3].due: “31.3.2026”; expected a day, written like 2026-03-31.",
        "Nothing was imported.",
    ]
    assert main(["import", str(path), "--into", other, "--json"]) == 1
    problem = json.loads(printed(capsys)[0])["errors"][0]
    assert (problem["sheet"], problem["value"]) == ("commitments[3].due", "31.3.2026")
    assert main(["show", other]) == 0
    assert "There is no relationship" in printed(capsys)[0]


def test_what_is_no_bundle_is_refused_in_words(
    other: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.json"
    for words in ("", "[]", '{"a": 1}', '{"trustdesk": "relationship", "format": 2}', "{" * 100_000):
        path.write_text(words, encoding="utf-8")
        assert main(["import", str(path), "--into", other]) == 1
        out, err = printed(capsys)
        assert "Nothing was imported." in err and "Traceback" not in err and not out
    assert main(["import", str(tmp_path / "none.json"), "--into", other]) == 1
    assert "There is no file at" in printed(capsys)[1]


def test_the_history_is_refused_to_others_than_the_consultant(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.json"
    assert main(["export", desk, "--relationship", "Chemical", "--with-history", "-o", str(out)]) == 1
    assert "for the consultant alone" in printed(capsys)[1]
    assert not out.exists()
