"""The editor of a picture: chosen from a file, shown small, taken away."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from trustdesk.errors import TrustDeskError
from trustdesk.records import Field
from trustdesk.words import N_, Text
from ui import theme
from ui.viewpoint import Viewpoint
from ui.widgets.basics import boxed, button, label, row
from ui.widgets.editors.editor import Editor
from ui.words import reason, say

MOST_BYTES: Final = 20_000_000
MOST_PIXELS: Final = 40_000_000
LONGEST_SIDE: Final = 1200


class PictureEditor(Editor):
    """A picture, kept as a small PNG that carries nothing but what is seen."""

    wide = 240

    def __init__(self, field: Field, viewpoint: Viewpoint, *, optional: bool = True) -> None:
        super().__init__(field, viewpoint, optional=optional)
        self._bytes: bytes | None = None
        self._seen = label("", "muted")
        self._seen.setFixedHeight(theme.px(48))
        self._choose = button(say(N_("Choose a picture…")), run=self._ask)
        self._remove = button(say(N_("Remove")), "quiet", run=lambda: self._take(None))
        around = row(self._seen, self._choose, self._remove, 1)
        self.hold(boxed(around), self._choose, self._remove)
        self._choose.setAccessibleName(f"{say(field.label)}: {self._choose.text()}")

    def value(self) -> object:
        return self._bytes

    def show_value(self, value: object) -> None:
        self._bytes = cast("bytes | None", value)
        drawn = QPixmap()
        if self._bytes:
            drawn.loadFromData(self._bytes, "PNG")
        if drawn.isNull():
            self._seen.clear()
        else:
            room = theme.px(160), theme.px(48)
            smooth = Qt.TransformationMode.SmoothTransformation
            self._seen.setPixmap(drawn.scaled(*room, Qt.AspectRatioMode.KeepAspectRatio, smooth))
        self._seen.setVisible(not drawn.isNull())
        self._remove.setVisible(self._bytes is not None)

    def choose_file(self, path: Path) -> None:
        """Take the picture of a file; one that cannot be used is complained of."""
        try:
            self._take(as_png(path))
        except TrustDeskError as error:
            self.complain(reason(error))

    def _ask(self) -> None:
        from ui.widgets.files import open_file

        kinds = say(N_("Pictures")) + " (*.png *.jpg *.jpeg *.gif *.bmp *.webp *.tif *.tiff)"
        path = open_file(self, kinds, turned=self.viewpoint.turned)
        if path is not None:
            self.choose_file(path)

    def _take(self, picture: bytes | None) -> None:
        self.show_value(picture)
        self._on_control_chosen()


def as_png(path: Path) -> bytes:
    """The picture of a file, drawn anew as PNG of a sensible size: nothing hidden in the file comes along.

    Raises TrustDeskError when it is no picture, or too large a one.
    """
    from PIL import Image, ImageOps

    try:
        if path.stat().st_size > MOST_BYTES:
            raise TrustDeskError(Text(N_("This file is too large for a picture on a page.")))
        with Image.open(path) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise TrustDeskError(Text(N_("This picture is too large for a page.")))
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise TrustDeskError(Text(N_("This file cannot be read as a picture."))) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new("RGBA", upright.size)
    clean.paste(upright)
    made = BytesIO()
    clean.save(made, "PNG", optimize=True)
    return made.getvalue()
