"""Editors: the control in which a field is seen and changed, made from its declaration alone."""

from __future__ import annotations

from trustdesk.records import Field, Kind, Record
from trustdesk.records.base import kind_of
from ui.viewpoint import Viewpoint
from ui.widgets.editors.choices import ChoiceEditor, OwnChoiceEditor, SeveralEditor, YesNoEditor
from ui.widgets.editors.days import DayEditor
from ui.widgets.editors.editor import Editor
from ui.widgets.editors.lines import LineEditor, ProseEditor
from ui.widgets.editors.links import LinkEditor, LinksEditor, PartiesEditor, is_of_parties
from ui.widgets.editors.numbers import MOST_SEGMENTS, MoneyEditor, NumberEditor, ScaleEditor
from ui.widgets.editors.picture import PictureEditor

__all__ = ["Editor", "editor_for", "editor_of_kind"]


def editor_for(field: Field, viewpoint: Viewpoint, *, record: Record | None = None) -> Editor:
    """An editor for a field, offering what suits `record` where one is given."""
    made = editor_of_kind(field, viewpoint, kind_of(record) if record is not None else None)
    made.suit(record)
    return made


def editor_of_kind(field: Field, viewpoint: Viewpoint, kind: type[Record] | None = None) -> Editor:
    """An editor for a field of records of `kind`, to be suited to one later."""
    return _sort(field)(field, viewpoint, optional=_may_be_blank(field, kind))


def _sort(field: Field) -> type[Editor]:
    if field.kind is Kind.CHOICE:
        if field.several:
            return SeveralEditor
        return OwnChoiceEditor if field.own_choices or not field.choices else ChoiceEditor
    if field.kind is Kind.WHOLE and field.low is not None and field.high is not None:
        return ScaleEditor if field.high - field.low < MOST_SEGMENTS else NumberEditor
    if field.kind is Kind.LINKS and is_of_parties(field):
        return PartiesEditor
    if field.kind is Kind.AUDIENCE:
        from ui.widgets.audience_choice import AudienceEditor

        return AudienceEditor
    return {
        Kind.TEXT: LineEditor,
        Kind.PROSE: ProseEditor,
        Kind.DATE: DayEditor,
        Kind.NUMBER: NumberEditor,
        Kind.YES_NO: YesNoEditor,
        Kind.MONEY: MoneyEditor,
        Kind.LINK: LinkEditor,
        Kind.LINKS: LinksEditor,
        Kind.PICTURE: PictureEditor,
    }[field.kind]


def _may_be_blank(field: Field, kind: type[Record] | None) -> bool:
    """Whether nothing may stand there: not where it is required, nor where the column cannot hold None."""
    if field.required or kind is None or field.name not in kind.fields:
        return not field.required
    return field.kind is Kind.LINKS or kind.fields[field.name].nullable
