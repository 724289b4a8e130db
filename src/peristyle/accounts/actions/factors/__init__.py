"""Second factors: added, used, renamed, removed; browsers remembered."""
