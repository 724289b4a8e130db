"""Saying when one is not to be had."""
