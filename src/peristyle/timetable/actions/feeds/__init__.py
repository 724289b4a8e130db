"""Private calendar addresses: made, revoked, answered."""
