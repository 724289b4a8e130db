"""The invented university, drawn from a seed: the same seed gives the same people, whatever the machine.

Pure until `write`: what is drawn is plain data, so that it can be compared without a database.
"""
