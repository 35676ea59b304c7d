"""The file on disk: opening, changing, the journal with undo and redo, the index."""

from trustdesk.desk.desk import Desk
from trustdesk.desk.journal import Changes
from trustdesk.desk.key import PUBLISHED, Key

__all__ = ["PUBLISHED", "Changes", "Desk", "Key"]
