"""Reading personal mailboxes, and who is there to sign in or enrol as."""

from typing import Any

from django.db.models import Count, Max, QuerySet

from peristyle.accounts.public import Account, AuthenticatorApp, code_of, step_at
from peristyle.demo.models import DemoMail
from peristyle.demo.university.cast import CHARACTERS, NEWCOMERS, Character, Newcomer
from peristyle.enrolment.public import Admission
from peristyle.kernel import clock, institution
from peristyle.kernel.permissions import Role


def mailboxes(search: str = "") -> QuerySet[DemoMail, Any]:
    """Each address that received something, with how many mails and when the last, newest first."""
    mails = DemoMail.objects.filter(to__icontains=search.strip())
    return mails.order_by().values("to").annotate(mails=Count("id"), newest=Max("sent_at")).order_by("-newest", "to")


def mailbox(address: str) -> QuerySet[DemoMail]:
    """The mails an address received, newest first."""
    return DemoMail.objects.filter(to=address.lower())


def characters_present() -> list[tuple[Character, str]]:
    """The characters of this database and their identifiers; none in one that was not loaded from the demonstration."""
    domains = institution.current().domains
    logins = {
        f"{character.login_name}@{domains.student if character.role == Role.STUDENT else domains.staff}": character
        for character in CHARACTERS
    }
    present = set(Account.objects.filter(login__in=logins).values_list("login", flat=True))
    return [(character, login) for login, character in logins.items() if login in present]


def codes_to_type() -> dict[str, str | None]:
    """What the app of each character shows, by identifier; None for the moment in which the next one is awaited.

    A code that has just served is followed by the next: it is accepted half a minute early.
    """
    secrets = {login: character.app_secret for character, login in characters_present()}
    apps = AuthenticatorApp.objects.filter(account__login__in=secrets, confirmed_at__isnull=False)
    present = step_at(clock.now())
    codes: dict[str, str | None] = {}
    for login, last_step in apps.values_list("account__login", "last_step"):
        step = max(present, last_step + 1)
        codes[login] = code_of(secrets[login], step) if step <= present + 1 else None
    return codes


def newcomers_waiting() -> list[Newcomer]:
    """The newcomers who have not enrolled yet."""
    numbers = [newcomer.application_number for newcomer in NEWCOMERS]
    waiting = Admission.objects.filter(application_number__in=numbers, file__enrolment=None)
    present = set(waiting.values_list("application_number", flat=True))
    return [newcomer for newcomer in NEWCOMERS if newcomer.application_number in present]
