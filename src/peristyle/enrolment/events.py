"""Facts announced by scolarité."""

from dataclasses import dataclass


@dataclass(frozen=True)
class EnrolmentPaid:
    """An enrolment was validated: paid, or free of charge."""

    enrolment_id: int
    person_id: int
    academic_year: int


@dataclass(frozen=True)
class EnrolmentCancelled:
    """An enrolment no longer stands."""

    enrolment_id: int
    person_id: int
    academic_year: int
