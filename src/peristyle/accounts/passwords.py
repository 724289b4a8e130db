"""The password rule in force, applied to a person: the form, the hints and the command line all ask here."""

from peristyle.accounts.rules.passwords import (
    PROFILES,
    PasswordProfile,
    PasswordReview,
    PersonalTerms,
    review,
)
from peristyle.accounts.word_lists import word_lists
from peristyle.kernel import institution
from peristyle.people.public import Person


def profile() -> PasswordProfile:
    """The institution's profile."""
    return PROFILES[institution.current().accounts.password_profile]


def review_for(person: Person, password: str, *, login: str) -> PasswordReview:
    """Review a password that `person` proposes; their own names, birth date and identifiers are no secrets."""
    personal = PersonalTerms(
        names=tuple(
            name
            for name in (
                person.birth_name,
                person.usual_name,
                person.given_name,
                person.usual_given_name,
                person.other_given_names,
            )
            if name
        ),
        birth_date=person.birth_date,
        identifiers=tuple(
            identifier
            for identifier in (login, person.student_number, person.national_id, person.backup_email)
            if identifier
        ),
    )
    return review(password, profile(), personal, word_lists())


__all__ = ["profile", "review_for"]
