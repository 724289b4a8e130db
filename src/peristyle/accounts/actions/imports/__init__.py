"""Staff and guests by file."""
