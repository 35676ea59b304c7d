"""The pieces pages are built of; generic, fed by the records' declarations and the viewpoint."""
