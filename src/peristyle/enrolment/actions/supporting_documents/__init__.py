"""What is done with supporting documents: given, examined, checked, told, forgotten."""
