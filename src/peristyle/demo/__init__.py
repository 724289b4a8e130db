"""The invented university, its personal mailboxes and its movable clock: what lets anybody live the house's journeys.

A *character* is an invented person with a role and a known password; a *newcomer* was admitted and may enrol.
Nothing here runs in production, and no other room knows this one.
"""
