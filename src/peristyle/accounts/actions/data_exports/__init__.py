"""The verbs of « mes données »."""
