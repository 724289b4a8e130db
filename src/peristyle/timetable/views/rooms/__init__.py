"""Finding rooms, asking for them, managing them."""
