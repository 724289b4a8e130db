"""Guests: invited, prolonged, ended, and their sponsors told."""
