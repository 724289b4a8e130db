"""What teachers ask of planners about the sessions they teach."""
