"""What another system of scolarité settled, taken in."""
