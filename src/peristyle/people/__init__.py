"""Persons, what ties them to the university (affiliations, roles), and its composantes.

A person exists without account; an account without person does not. Student files, enrolments and marks live above.
"""
