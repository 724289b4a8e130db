"""Reading for searches: what is left to place, what stands around it, what was found."""
