"""What is taught: academic years, degrees, and étapes, the years of study one enrols in.

Teaching units, groups and who takes what will live here too; enrolments live above.
"""
