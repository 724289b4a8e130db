"""IT's pages: the journal, and the background tasks."""
