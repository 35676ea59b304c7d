"""What a user can do to records, each declared once.

Buttons, menus, keys in tables and on the board, and the palette all follow from these declarations. Nothing
here knows Qt: a verb is words, a condition and a call of the core's actions.
"""

from ui.verbs.verb import Moment, Question, Verb, verbs_of

__all__ = ["Moment", "Question", "Verb", "verbs_of"]
