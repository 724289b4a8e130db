"""The verbs of personal address and mobile number."""
