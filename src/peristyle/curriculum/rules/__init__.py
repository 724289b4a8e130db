"""What is true of years, étapes, units, choices and groups, whoever asks."""
