"""The pages of documents, one family a file."""
