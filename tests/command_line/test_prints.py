"""The command line: packs and charts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chemical import NAME
from tests.command_line.said import AS_OF, printed
from trustdesk.__main__ import main


def test_a_pack_is_printed_for_an_audience(desk: str, tmp_path: Path) -> None:
    out = tmp_path / "Pack.pdf"
    usual = ["pack", desk, "--relationship", NAME, *AS_OF]
    assert main([*usual, "-o", str(out)]) == 0
    joint = out.read_bytes()
    assert joint.startswith(b"%PDF")
    assert main([*usual, "-o", str(out), "--audience", "joint", "--paper", "a4", "--kind", "review"]) == 0
    assert out.read_bytes() == joint
    assert main([*usual, "-o", str(out), "--kind", "agenda", "--paper", "letter"]) == 0
    assert out.read_bytes() != joint
    assert main([*usual, "-o", str(out), "--sections", "summary,step"]) == 0


def test_the_packs_of_all_relationships_name_their_audience_first(desk: str, tmp_path: Path) -> None:
    assert main(["pack", desk, "--every", *AS_OF, "-o", str(tmp_path / "packs")]) == 0
    assert sorted(path.name for path in (tmp_path / "packs").iterdir()) == [
        "joint - Chelsea – Dora - review a4 2026-11-05.pdf",
        f"joint - {NAME} - review a4 2026-11-05.pdf",
    ]


def test_the_sections_of_a_pack_are_named(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", desk, "--sections", "list"]) == 0
    assert printed(capsys)[0].startswith("summary: In brief\n")
    assert main(["pack", "--help"]) == 0
    assert "“list” names them" in " ".join(printed(capsys)[0].split())


def test_the_charts_are_named_and_drawn(
    desk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chart", desk, "--name", "list"]) == 0
    names = [line.partition(":")[0] for line in printed(capsys)[0].splitlines()]
    assert {"timeline", "ladder", "reliability"} <= set(names)
    for ending in ("svg", "png", "pdf"):
        out = tmp_path / f"ladder.{ending}"
        assert main(["chart", desk, "--relationship", NAME, "--name", "ladder", *AS_OF, "-o", str(out)]) == 0
        assert out.stat().st_size > 1000
