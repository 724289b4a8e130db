"""Power over others: given, taken away."""
