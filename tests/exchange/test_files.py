"""A name that is made of what people wrote is a name every system takes, in the folder that was chosen."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from trustdesk.errors import TrustDeskError
from trustdesk.exchange import files

PDF = " - review.pdf"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Anna & Bert", "Anna & Bert"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\Windows\\x", "C Windows x"),
        (".hidden", "hidden"),
        ("trailing. . ", "trailing"),
        ("a\x00b\nc\td", "a b c d"),
        ("\u202efdp.exe", "fdp.exe"),
        ("\ud800half", "half"),
        ("", "TrustDesk"),
        ("...", "TrustDesk"),
        ("CON", "_CON"),
        ("nul.tar", "_nul.tar"),
        ("Com1", "_Com1"),
        ("LPT¹", "_LPT¹"),
        ("CONIN$", "_CONIN$"),
        ("Contoso", "Contoso"),
        ("日本", "日本"),
    ],
)
def test_words_become_a_name_that_is_safe_everywhere(words: str, name: str) -> None:
    assert files.safe_name(words) == name


def test_a_device_is_no_device_for_having_an_ending() -> None:
    assert files.safe_name("aux", ".pdf") == "_aux.pdf"
    assert files.safe_name("con.tar", ".pdf") == "_con.tar.pdf"
    assert files.safe_name("con", PDF) == f"con{PDF}"


@pytest.mark.parametrize("sign", ["x", "é", "日", "👩‍👩‍👧", "e\u0301", ". "])
def test_a_long_name_is_cut_and_its_ending_kept(sign: str, tmp_path: Path) -> None:
    name = files.safe_name(sign * 5_000, PDF)
    assert name.endswith(PDF)
    assert len(name.encode()) <= 240
    assert all(unicodedata.category(one)[0] != "C" for one in name)
    files.put(tmp_path / name, b"written")
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["..", ".", "", "a/b", "../a", "/etc/passwd", "a/"])
def test_what_is_written_lies_in_the_folder_that_was_chosen(tmp_path: Path, name: str) -> None:
    with pytest.raises(TrustDeskError, match="Nothing was written"):
        files.put_all(tmp_path / "out", {name: b"x"})
    assert list((tmp_path / "out").iterdir()) == []
