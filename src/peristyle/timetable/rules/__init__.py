"""What is true of rooms, whoever asks."""
