"""Documents: files the university issues, sealed, registered and verifiable by anybody.

An *issued document* has frozen data, a number, a hash and a verification code; it is valid, replaced or cancelled.
Other rooms register kinds of documents and ask for one; this room writes it (typst), seals it (PAdES), keeps it and
says at `/verification/<code>/` whether it is genuine. It knows nothing of enrolments or marks.
"""
