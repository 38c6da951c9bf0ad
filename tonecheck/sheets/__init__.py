"""The rulebook as a table that a supervisor edits, and back; and as word lists for other tools."""
