"""The court: the home page, the pages the law wants, the way to every room. It knows no service by name.

What is shown comes from the registry of services; rooms plug themselves in.
"""
