"""What is true of years and étapes, whoever asks."""
