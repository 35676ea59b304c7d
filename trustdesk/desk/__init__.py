"""The file on disk: opening, changing, the journal with undo and redo, search."""

from trustdesk.desk.desk import Desk
from trustdesk.desk.journal import Changes
from trustdesk.desk.key import PUBLISHED, Key
from trustdesk.desk.search import Hit, search

__all__ = ["PUBLISHED", "Changes", "Desk", "Hit", "Key", "search"]
