"""What students take: opened, chosen, decided, given back."""
