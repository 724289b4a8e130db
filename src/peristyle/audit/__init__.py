"""The journal: who did what to whom, from where. Entries are added, never changed, and sealed in a chain.

It is not a log for programmers (those go to standard output), nor a history of business records.
"""
