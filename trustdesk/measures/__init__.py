"""The measures: pure functions of a snapshot, computed as the method note says and explained on demand.

`measure(snapshot)` is everything of one relationship at once.
"""
