"""What is to be made, for whom and how: the options at the left of the packs page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QSettings, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QRadioButton, QWidget

from trustdesk import audience as audiences
from trustdesk.audience import Audience
from trustdesk.records import Workshop
from trustdesk.snapshot import Snapshot
from trustdesk.words import N_, Text, languages
from ui import theme
from ui.choice_words import PAIR, parties_words
from ui.exchange import A4, BUNDLE, LETTER, OUTPUTS, Wanted
from ui.viewpoint import Viewpoint
from ui.widgets.basics import PartyDot, boxed, button, clear, column, label, row, tip
from ui.widgets.parties_choice import PartiesChoice
from ui.words import caption, day, language, one_line, say

if TYPE_CHECKING:
    from trustdesk.pack.review import SectionKind

PAPERS: Final = {A4: "A4", LETTER: "Letter"}
_SEVERAL: Final = "several"


class PackOptions(QWidget):
    """The options. `changed` tells that something else is wanted; `wanted` says what."""

    changed = Signal()

    def __init__(self, viewpoint: Viewpoint) -> None:
        super().__init__()
        self._viewpoint = viewpoint
        self._readers: list[Audience] = []
        self._filled_for: tuple[object, ...] = ()
        self._kinds = _Choices((kind.name, say(kind.label), say(kind.about)) for kind in OUTPUTS.values())
        self._whom = _Choices(())
        self._several = PartiesChoice()
        self._several.hide()
        self._papers = _Choices((name, words, "") for name, words in PAPERS.items())
        self._papers.choose(str(QSettings().value("packs/paper", A4)))
        self._workshops = QComboBox()
        self._workshops.setAccessibleName(say(N_("For which workshop")))
        self._languages = QComboBox()
        self._languages.setAccessibleName(say(N_("Language")))
        for code in languages():
            self._languages.addItem(QLocale(code).nativeLanguageName() or code, code)
        self._languages.setCurrentIndex(max(self._languages.findData(language()), 0))
        self._ticks: dict[str, QCheckBox] = {}
        self._ticked_for = ""
        self._sections = column(gap=6)
        self._usual = button("", "link")
        self._history = QCheckBox(caption(say(N_("With its whole history"))))
        self._history.toggled.connect(self._on_option_chosen)
        self._history_part = _part(N_("History"), self._history)
        self._paper_part = _part(N_("Paper"), self._papers)
        self._workshop_part = _part(N_("For which workshop"), self._workshops)
        self._language_part = _part(N_("Language"), self._languages)
        self._section_part = _part(N_("Sections"), boxed(self._sections))
        around = column(
            _part(N_("What"), self._kinds),
            _part(N_("For whom"), boxed(column(self._whom, self._several, gap=6))),
            self._workshop_part,
            self._section_part,
            self._history_part,
            self._paper_part,
            self._language_part,
            1,
            gap=24,
        )
        around.setContentsMargins(theme.px(24), theme.px(20), theme.px(16), theme.px(20))
        self.setLayout(around)
        self._kinds.choose("review")
        for choices in (self._kinds, self._whom, self._papers):
            choices.chosen.connect(self._on_option_chosen)
        self._several.chosen.connect(self._on_option_chosen)
        self._workshops.activated.connect(self._on_option_chosen)
        self._languages.activated.connect(self._on_option_chosen)

    @property
    def is_filled(self) -> bool:
        """Whether there is something to choose from yet."""
        return bool(self._readers)

    def refresh(self) -> None:
        """Offer what there is to choose from now; what was chosen stays where it is still there."""
        seen, turned = self._viewpoint.snapshot, self._viewpoint.turned
        parties = tuple((party.id, party.name) for party in seen.parties)
        offered = (seen.relationship.id, self._viewpoint.audience, parties)
        if offered != self._filled_for:
            self._filled_for = offered
            self._fill_readers(seen, turned)
        self._fill_workshops(seen)
        self._fill_sections()
        self._show_parts()

    def wanted(self) -> Wanted:
        """What is to be made."""
        kind = self._kinds.value
        sections = None
        if kind == "review":
            sections = tuple(name for name, tick in self._ticks.items() if tick.isChecked())
        workshop = self._workshops.currentData() if self._workshops.count() > 1 else None
        return Wanted(
            self._viewpoint.relationship,
            kind,
            self.reader,
            self._viewpoint.day,
            self._papers.value,
            sections,
            str(workshop) if workshop else None,
            str(self._languages.currentData()),
            self._offers_history and self._history.isChecked(),
        )

    @property
    def reader(self) -> Audience:
        """For whom it is to be."""
        if self._whom.value == _SEVERAL:
            return self._several.reader
        return self._readers[int(self._whom.value)]

    @property
    def _offers_history(self) -> bool:
        return self._kinds.value == BUNDLE and self.reader.is_consultant

    def choose(self, kind: str, workshop: str | None = None) -> None:
        """Choose what is to be made, perhaps for one workshop."""
        self._kinds.choose(kind)
        at = self._workshops.findData(workshop)
        if at >= 0:
            self._workshops.setCurrentIndex(at)
        self._on_option_chosen()

    def _fill_readers(self, seen: Snapshot, turned: bool) -> None:
        parties = seen.parties
        if turned:
            self._readers = [self._viewpoint.audience]
        else:
            alone = (audiences.parse(party.name, parties) for party in parties)
            self._readers = [audiences.everyone(parties), *alone, audiences.consultant()]
        offered = [
            (str(n), reader_name(reader, len(parties)), _reader_hint(reader))
            for n, reader in enumerate(self._readers)
        ]
        if not turned and len(parties) > PAIR:
            several = say(N_("What every one of them may read."))
            # The last one: the parties to choose from stand right below it.
            offered.append((_SEVERAL, say(N_("Several parties…")), several))
        dots = {str(n): n - 1 for n in range(1, len(self._readers) - 1)}
        self._whom.fill(offered, dots=dots)
        self._several.offer(parties)
        self._whom.choose("0")

    def _fill_workshops(self, seen: Snapshot) -> None:
        ahead = [one for one in seen[Workshop] if one.held_on >= self._viewpoint.day]
        ahead.sort(key=lambda one: (one.held_on, one.starts_at))
        chosen = self._workshops.currentData()
        self._workshops.clear()
        for workshop in ahead:
            words = one_line(workshop.title) or say(workshop.kind)
            self._workshops.addItem(f"{day(workshop.held_on)}  {words}", workshop.id)
        self._workshops.setCurrentIndex(max(self._workshops.findData(chosen), 0))

    def _fill_sections(self) -> None:
        if self._ticked_for == self._key:
            return
        self._ticked_for = self._key
        clear(self._sections)
        self._ticks = {}
        chosen = self._remembered()
        offered = [kind for kind in _kinds().values() if self._is_offered(kind)]
        for kind in sorted(offered, key=lambda kind: kind.appendix):
            if kind.appendix and not any(_kinds()[name].appendix for name in self._ticks):
                heading = label(say(N_("Appendices")), "note")
                heading.setContentsMargins(0, theme.px(6), 0, 0)
                self._sections.addWidget(heading)
            tick = QCheckBox(caption(say(kind.title)))
            tick.setChecked(kind.name in chosen)
            tick.toggled.connect(self._on_section_toggled)
            self._ticks[kind.name] = tick
            self._sections.addWidget(tick)
        self._usual = button(say(N_("Back to the usual sections")), "link", run=self._on_usual_clicked)
        self._sections.addWidget(self._usual)
        self._usual.setVisible(chosen != self._by_default())

    def _is_offered(self, kind: SectionKind) -> bool:
        # A section that is there for all but a joint reader has nothing to say to a joint one.
        return kind.printed != "not joint" or not self.reader.is_joint

    def _by_default(self) -> set[str]:
        return {kind.name for kind in _kinds().values() if kind.is_meant_for(self.reader)}

    def _remembered(self) -> set[str]:
        kept = QSettings().value(self._key)
        if kept is None:
            return self._by_default()
        return {
            name for name in str(kept).split(",") if name in _kinds() and self._is_offered(_kinds()[name])
        }

    @property
    def _key(self) -> str:
        # What is left out of a joint pack is not what is left out of one's own.
        reader = self.reader
        sort = "consultant" if reader.is_consultant else "joint" if reader.is_joint else "party"
        return f"packs/sections/{sort}"

    def _on_section_toggled(self) -> None:
        chosen = {name for name, tick in self._ticks.items() if tick.isChecked()}
        if chosen == self._by_default():
            QSettings().remove(self._key)
        else:
            QSettings().setValue(self._key, ",".join(name for name in self._ticks if name in chosen))
        self._usual.setVisible(chosen != self._by_default())
        self.changed.emit()

    def _on_usual_clicked(self) -> None:
        QSettings().remove(self._key)
        self._ticked_for = ""
        self._fill_sections()
        self.changed.emit()

    def _on_option_chosen(self) -> None:
        QSettings().setValue("packs/paper", self._papers.value)
        self._fill_sections()
        self._show_parts()
        self.changed.emit()

    def _show_parts(self) -> None:
        kind = OUTPUTS[self._kinds.value]
        self._several.setVisible(self._whom.value == _SEVERAL)
        self._history_part.setVisible(self._offers_history)
        self._paper_part.setVisible(kind.is_pack)
        self._workshop_part.setVisible(kind.is_pack and self._workshops.count() > 1)
        self._section_part.setVisible(kind.name == "review")
        self._language_part.setVisible(
            self._languages.count() > 1 and kind.name in ("review", "agenda", "calendar")
        )


def _kinds() -> Mapping[str, SectionKind]:
    from trustdesk.pack.review import SECTIONS  # with all that lays out a pack

    return SECTIONS


def reader_name(reader: Audience, parties: int) -> str:
    """Who reads, as a choice."""
    if reader.is_consultant:
        return say(N_("Only for me: everything"))
    if reader.is_joint:
        return say(N_("Both parties") if parties == 2 else N_("All parties"))
    return say(Text(N_("{party} only"), {"party": parties_words(reader)}))


def _reader_hint(reader: Audience) -> str:
    if reader.is_consultant:
        return say(N_("With what only you may know: not for the client."))
    if reader.is_joint:
        return say(N_("What all of them may read, and nothing else."))
    return say(N_("What all may read, and what is for this side alone."))


def _part(title: str, content: QWidget) -> QWidget:
    return boxed(column(label(say(title), "strong"), content, gap=8))


class _Choices(QWidget):
    """One of several, all in view; `value` is the name of the one chosen."""

    chosen = Signal()

    def __init__(self, choices: Iterable[tuple[str, str, str]]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        self._lines = column(gap=6)
        self.setLayout(self._lines)
        self.fill(choices)

    def fill(self, choices: Iterable[tuple[str, str, str]], dots: dict[str, int] | None = None) -> None:
        """Offer these: name, words, what they mean; `dots` give a name the disc of a party."""
        for old in self._buttons.values():
            self._group.removeButton(old)
        clear(self._lines)
        self._buttons = {}
        for name, words, about in choices:
            made = QRadioButton(caption(words))
            made.setAccessibleName(words)
            made.setMinimumWidth(1)  # the name of a party may be longer than any line
            made.clicked.connect(lambda _=False: self.chosen.emit())
            if about:
                made.setAccessibleDescription(about)
                tip(made, about)
            self._group.addButton(made)
            self._buttons[name] = made
            dot = PartyDot((dots or {})[name]) if name in (dots or {}) else None
            self._lines.addLayout(row(made, dot, 1, gap=6))
        self.choose(next(iter(self._buttons), ""))

    def choose(self, name: str) -> None:
        """Choose one by its name; an unknown one changes nothing."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    @property
    def value(self) -> str:
        """The name of the one chosen."""
        return next((name for name, made in self._buttons.items() if made.isChecked()), "")
