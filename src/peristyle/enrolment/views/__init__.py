"""The pages of scolarité, one family a file."""
