"""Activate an account: charter, choices, password, once."""

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from peristyle.accounts.actions.use_link import check_usable, consume_link
from peristyle.accounts.activation_steps import Answers, activation_steps
from peristyle.accounts.events import AccountActivated
from peristyle.accounts.models import Account, Activation, CharterAcceptance, MailedLink
from peristyle.accounts.passwords import review_for
from peristyle.accounts.rules.passwords import PasswordTooWeak
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.events import emit


class AlreadyActive(Exception):
    """Somebody, or the same person in another window, was faster."""


class StepMissing(Exception):
    """A step of the wizard was skipped; `code` says which (attack L4)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def activate(link: MailedLink, answers: dict[str, Answers], password: str) -> Account:
    """Activate: « Ce lien est valable 24h et vous permet de valider votre compte informatique. ».

    Raises StepMissing, PasswordTooWeak, LinkDead, AlreadyActive. The password is hashed before the transaction.
    """
    check_usable(link)
    account = link.account
    steps = activation_steps()
    for step in steps:
        if step.code not in answers:
            raise StepMissing(step.code)
    review = review_for(account.person, password, login=account.login)
    if not review.accepted:
        raise PasswordTooWeak(review)
    hashed = make_password(password)
    try:
        with transaction.atomic():
            consume_link(link)
            Activation.objects.create(account=account, link=link, at=clock.now())
            account.password = hashed
            account.save(update_fields=["password"])
            CharterAcceptance.objects.get_or_create(
                account=account, version=answers["charte"]["version"], defaults={"accepted_at": clock.now()}
            )
            for step in steps:
                step.finish(account.person, answers[step.code])
            record(
                "accounts.activate",
                actor=account.person,
                subject=account.person,
                charter=answers["charte"]["version"],
            )
            emit(AccountActivated(account_id=account.pk))
    except IntegrityError as error:
        raise AlreadyActive from error
    return account
