"""The computing account: identifier, activation, sign-in, recovery, sessions, life cycle.

An account follows affiliations and knows no enrolment. A password is seen by nobody but its owner.
"""
