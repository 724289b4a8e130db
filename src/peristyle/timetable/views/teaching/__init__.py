"""What teachers do with their sessions."""
