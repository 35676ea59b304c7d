"""Who may see a record is decided for every kind of record; that nothing leaks is proved by T9 and T10."""

from __future__ import annotations

from tests.safety.private import PRIVATE_KINDS, SEEN_BY_ALL, hangs_on_private
from trustdesk.records import Organisation, kinds


def test_every_kind_of_record_is_either_private_or_known_to_be_seen_by_all() -> None:
    for kind in SEEN_BY_ALL:
        assert "audience" not in kind.fields
        bound = {f.targets[0] for f in kind.fields.values() if f.bound}
        assert bound <= {other.__tablename__ for other in SEEN_BY_ALL}, kind
    assert set(PRIVATE_KINDS) | SEEN_BY_ALL == set(kinds())
    for kind in PRIVATE_KINDS:
        assert "audience" in kind.fields or kind is Organisation or hangs_on_private(kind)
