"""Importing files of people from elsewhere, whatever the room: reading, checking, writing in batches, reporting.

A room gives its columns (`Layout`), its check of a line, its writing of a batch, and two tables made from
`models.FileImport` and `models.RefusedLine`; `carrying.carry_out` does the rest.
"""
