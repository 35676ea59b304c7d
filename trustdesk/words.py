"""Words shown to people: marked once where they are declared, rendered late where they are shown.

A declaration marks a string with `N_()`; a function hands out a `Text` (message and values); the edge
(screen, pack, chart, command line) calls `render()` with the language it speaks, since a pack may speak
another language than the window it was made in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from gettext import NullTranslations, translation
from typing import Final

from trustdesk import RESOURCES

SOURCE_LANGUAGE: Final = "en"


def N_(message: str) -> str:  # noqa: N802 - the customary gettext marker
    """Mark `message` for translation and give it back unchanged."""
    return message


@dataclass(frozen=True)
class Text:
    """A message and the values that go into it, not yet in any language.

    `message` is a `str.format` template in English. With `many` given, the plural form of `message` is
    chosen by `values["n"]`. Values may be numbers, days, strings or other `Text`s.
    """

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    many: str | None = None

    def __str__(self) -> str:
        return render(self)

    def __hash__(self) -> int:
        return hash((self.message, self.many))


def plural(one: str, many: str, n: int, **values: object) -> Text:
    """A `Text` that reads `one` for a single thing and `many` otherwise; both may use `{n}`."""
    return Text(one, {"n": n, **values}, many)


def joined(lines: Sequence[Text], between: str = "\n") -> Text:
    """Several texts as one, each rendered in the language asked for."""
    names = [f"line{n}" for n in range(len(lines))]
    return Text(between.join(f"{{{name}}}" for name in names), dict(zip(names, lines, strict=True)))


def languages() -> tuple[str, ...]:
    """The languages a text can be rendered in: English and every catalogue that is bundled."""
    found = (RESOURCES / "translations").glob("*/LC_MESSAGES/trustdesk.mo")
    return (SOURCE_LANGUAGE, *sorted(path.parent.parent.name for path in found))


def render(text: Text | str, language: str = SOURCE_LANGUAGE) -> str:
    """The words of `text` in `language`.

    A plain `str` is taken for a marked message without values, so labels of declarations and choices can
    be passed as they are.
    """
    catalogue = _catalogue(language)
    if isinstance(text, str):
        return catalogue.gettext(text) if text else ""
    if text.many is not None:
        n = text.values["n"]
        template = catalogue.ngettext(text.message, text.many, n if isinstance(n, int) else 2)
    else:
        template = catalogue.gettext(text.message) if text.message else ""
    return template.format(**{name: _shown(value, language) for name, value in text.values.items()})


def day(value: date, language: str = SOURCE_LANGUAGE) -> str:
    """A day as people write it: 5 November 2026."""
    return f"{value.day} {_catalogue(language).gettext(_MONTHS[value.month - 1])} {value.year}"


def short_day(value: date, language: str = SOURCE_LANGUAGE) -> str:
    """A day for a narrow column: 5 Nov 2026."""
    return f"{value.day} {_catalogue(language).gettext(_SHORT_MONTHS[value.month - 1])} {value.year}"


def short_month(value: date, language: str = SOURCE_LANGUAGE) -> str:
    """A month for an axis: Nov 26."""
    return f"{_catalogue(language).gettext(_SHORT_MONTHS[value.month - 1])} {value.year % 100:02d}"


def _shown(value: object, language: str) -> object:
    if isinstance(value, Text):
        return render(value, language)
    if isinstance(value, date):
        return day(value, language)
    return value


@cache
def _catalogue(language: str) -> NullTranslations:
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    return translation("trustdesk", str(RESOURCES / "translations"), languages=[language])


_MONTHS: Final = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_SHORT_MONTHS: Final = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
