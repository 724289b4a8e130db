"""The offer: units, links, lists, windows, maquettes, years."""
