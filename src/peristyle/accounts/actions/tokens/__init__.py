"""Personal tokens: created, used, revoked."""
