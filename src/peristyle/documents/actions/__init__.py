"""What is done to documents, a verb a file."""
