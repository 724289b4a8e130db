"""« Compte informatique »: what its holder sees and does, one section a file."""
