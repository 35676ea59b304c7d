"""Places in which a desk can be harmed are told from plain folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from trustdesk import whereabouts
from trustdesk.whereabouts import Kind, Place, place_of


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Contoso", "OneDrive"),
        ("Dropbox (Personal)/Clients", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("Nextcloud/work", "Nextcloud"),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(tmp_path: Path, folder: str, name: str) -> None:
    assert place_of(tmp_path / folder / "Work.trustdesk") == Place(Kind.SYNCED, name)


def test_a_synchronised_folder_is_known_by_what_is_left_in_it(tmp_path: Path) -> None:
    (tmp_path / "Shared" / ".stfolder").mkdir(parents=True)
    assert place_of(tmp_path / "Shared" / "a" / "Work.trustdesk") == Place(Kind.SYNCED, "Syncthing")


def test_a_plain_folder_is_nothing_to_speak_of(tmp_path: Path) -> None:
    for folder in ("Documents", "Boxes", "My OneDrive notes", "Dropboxing"):
        assert place_of(tmp_path / folder / "Work.trustdesk") is None


@pytest.mark.parametrize(
    ("path", "system", "kind"),
    [
        ("/mnt/server/Work.trustdesk", "cifs", Kind.NETWORK),
        ("/mnt/server/Work.trustdesk", "ext4", None),
        ("/media/anna/STICK/Work.trustdesk", "vfat", Kind.REMOVABLE),
        ("/run/media/anna/Share/Work.trustdesk", "nfs4", Kind.NETWORK),
    ],
)
def test_drives_are_told_apart(
    path: str, system: str, kind: Kind | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whereabouts, "_file_system", lambda _path: system)
    assert whereabouts._mounted_kind(Path(path)) is kind


def test_the_innermost_mount_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = "dev / ext4 rw 0 0\nserver /mnt/far\\040away nfs rw 0 0\ndev /mnt ext4 rw 0 0\n"
    monkeypatch.setattr(Path, "read_text", lambda *_a, **_k: mounts)
    assert whereabouts._file_system(Path("/mnt/far away/x")) == "nfs"
    assert whereabouts._file_system(Path("/mnt/near/x")) == "ext4"


@pytest.mark.parametrize(
    "place", [Place(Kind.SYNCED, "OneDrive"), Place(Kind.NETWORK), Place(Kind.REMOVABLE)]
)
def test_each_says_what_can_happen_and_what_is_better(place: Place) -> None:
    assert str(place.title).endswith(".")
    assert "Move the desk to this computer" in str(place.danger)
