"""The one exception whose words are meant for the user."""

from trustdesk.words import Text, render


class TrustDeskError(Exception):
    """Something the user has to know: what happened, whether the work is safe, what can be done.

    `title` says what happened in one line, `message` the rest. Both are `Text`, so that the edge which
    shows them chooses the language; `str()` gives the English words.
    """

    def __init__(self, title: Text, message: Text | None = None) -> None:
        super().__init__(title, message)
        self.title = title
        self.message = message or Text("")

    def __str__(self) -> str:
        return "\n".join(part for part in (render(self.title), render(self.message)) if part)


class FileError(TrustDeskError):
    """The file could not be read or written: nothing is wrong with what was to be done, and it may be tried
    again."""
