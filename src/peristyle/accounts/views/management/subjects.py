"""The person whom a management page is about, for who may see them and act on them."""

from django.http import Http404, HttpRequest, QueryDict

from peristyle.accounts.models import Account
from peristyle.accounts.person_actions import PersonAction, person_action
from peristyle.accounts.queries import person_seen_by, state_of
from peristyle.kernel import clock
from peristyle.kernel.access import person_of
from peristyle.people.public import Person


def person_seen(request: HttpRequest, person_id: int) -> Person:
    """The person, if whoever asks may see them."""
    person = person_seen_by(person_of(request), person_id)
    if person is None:
        raise Http404
    return person


def account_to_act_on(request: HttpRequest, person_id: int, *, url_name: str = "") -> tuple[PersonAction, Account]:
    """The action that this page is, and the account of the person, if whoever asks may act so on it as it stands.

    Never on oneself or on somebody with more power. A page that is part of an action names the page of that one.
    """
    person, agent = person_seen(request, person_id), person_of(request)
    action = person_action(url_name or (request.resolver_match.view_name if request.resolver_match else ""))
    account = account_of(person)
    if account is None or not action.is_open_to(agent, person, state_of(account, clock.now())):
        raise Http404
    return action, account


def account_of(person: Person) -> Account | None:
    """The account of a person fetched by `person_seen`: no further query."""
    account: Account | None = getattr(person, "account", None)
    return account


def typed_in(request: HttpRequest) -> QueryDict | None:
    """What was typed, be it nothing; None while the page is only looked at."""
    return request.POST if request.method == "POST" else None
