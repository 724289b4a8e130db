"""The editions: embedded (one command), production, test."""
