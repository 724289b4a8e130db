"""What is taught: academic years, degrees, and étapes, the years of study one enrols in.

Teaching units stand in one another as a graph; who takes which unit, who is in which group, who teaches it.
Whom scolarité enrols in an étape it tells by `open_unit_choices` and `withdraw`; enrolments live above.
"""
