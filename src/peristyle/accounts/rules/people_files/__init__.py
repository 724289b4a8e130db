"""The files of staff and guests: their columns, and what may be wrong in a line."""
