"""Asking for a room, and answering."""
