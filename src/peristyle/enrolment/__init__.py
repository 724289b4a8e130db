"""Scolarité: from an admission to a paid enrolment.

An *admission* comes by file from Parcoursup, eCandidat or Mon Master. Whoever was admitted opens an *enrolment file*,
answers its steps, and pays an *invoice*: that validates the *enrolment* (an étape, a year), opens the student's
affiliation and account, and issues a *receipt*, all in one transaction. The bank's *notification* counts, never the
browser's return. Money is integer cents.

It is not the account (accounts follows affiliations), nor what is taught (curriculum).
"""
