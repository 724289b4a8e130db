"""Telling people of what changes in their days."""
