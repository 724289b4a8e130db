"""Pages of attendance: those of teachers, and the one that students open with their telephones."""
