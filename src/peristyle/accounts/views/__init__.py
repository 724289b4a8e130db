"""The pages of the door, one family a file."""
