"""What officers take out of scolarité."""
