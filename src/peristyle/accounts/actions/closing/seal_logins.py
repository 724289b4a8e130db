"""Have an identifier name nobody any more, and yet belong to nobody else than its former holder."""

from peristyle.accounts.models import GivenLogin
from peristyle.kernel.encryption import Undecipherable, decrypted, encrypted, fingerprint, fingerprints
from peristyle.people.public import Person


def seal_logins(person: Person) -> None:
    """Keep of this person's identifiers what tells that they are taken; their own number opens them again."""
    number = next(iter(_numbers(person)), "")
    for given in GivenLogin.objects.filter(person=person, login__contains="@"):
        GivenLogin.objects.filter(pk=given.pk).update(
            login=fingerprint(given.login),
            holder_fingerprint=fingerprint(number) if number else "",
            sealed=encrypted(given.login, for_who_brings=number) if number else "",
        )


def unseal_login(person: Person, domain: str) -> str | None:
    """The identifier that whoever has one of this person's numbers once had in this domain: theirs again."""
    number_of = {kept: number for number in _numbers(person) for kept in fingerprints(number)}
    for given in GivenLogin.objects.filter(holder_fingerprint__in=number_of).order_by("given_at"):
        try:
            login = decrypted(given.sealed, for_who_brings=number_of[given.holder_fingerprint])
        except Undecipherable:
            continue
        if login.endswith(f"@{domain}"):
            GivenLogin.objects.filter(pk=given.pk).update(login=login, person=person, holder_fingerprint="", sealed="")
            return login
    return None


def is_taken(login: str) -> bool:
    """Whether an identifier was given once, to somebody who is still known or not."""
    return GivenLogin.objects.filter(login__in=[login, *fingerprints(login)]).exists()


def _numbers(person: Person) -> list[str]:
    """What tells somebody again after years, the most lasting first."""
    known = (person.national_id, person.student_number, person.staff_number)
    return [number for number in known if number]
