"""Whole-product tests: what must hold of every route, template, task, setting and file."""
