"""Assisted recovery: two agents, or one and a delay; the person is told first, and no agent sees a password (A11)."""
