"""Groups: made, filled, moved, taught."""
