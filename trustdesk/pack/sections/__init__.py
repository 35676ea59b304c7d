"""The sections of the review pack, one module each: plain functions from the `Material` to `Section`s.

A section's function returns what it prints, or nothing where there is nothing worth a heading. It reads the
snapshot and its measures only, so it cannot print what its audience may not see; it numbers what it prints,
and never by a record's own reference. `trustdesk.pack.review` puts the sections in order.

`material` is what they all work from, `phrases` how they say things alike, `period` what happened since the
last workshop, `decisions` what is asked of the people in the room.
"""
