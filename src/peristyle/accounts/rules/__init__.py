"""The rules of the computing account, as pure functions."""
