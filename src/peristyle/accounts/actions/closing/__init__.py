"""The end of an account: warnings, extensions, erasure."""
