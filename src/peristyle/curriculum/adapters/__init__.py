"""The formats of the outside world that lists of groups are written in."""
