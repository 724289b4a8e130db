"""Send a person a fresh link and code; the older ones die."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from peristyle.accounts.models import Account, LinkPurpose, MailedLink
from peristyle.accounts.queries import present_stay
from peristyle.accounts.rules.links import MAILS_PER_HOUR
from peristyle.audit.public import record
from peristyle.kernel import clock, mail
from peristyle.kernel.addresses import absolute
from peristyle.kernel.tokens import digest, new_code, new_token
from peristyle.people.public import AffiliationKind, Person

PAGE_OF = {
    LinkPurpose.ACTIVATION: "accounts:activation",
    LinkPurpose.RESET: "accounts:new_password",
}


def send_link(account: Account, purpose: LinkPurpose, *, life: timedelta) -> MailedLink | None:
    """Draw a secret, keep its digest, mail it to the backup address. Called by tasks: it talks to the mail server.

    If the server refuses, nothing is kept and the task is tried again. Whoever was sent five links within an hour
    receives no sixth: the newest of them still works.
    """
    now = clock.now()
    token, code = new_token(), new_code()
    person = account.person
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        # By mailbox: the links that a thief had sent to theirs do not keep the holder from their own.
        sent = MailedLink.objects.filter(account=account, sent_to=person.backup_email)
        sent_lately = sent.filter(sent_at__gt=now - timedelta(hours=1)).count()
        if sent_lately >= MAILS_PER_HOUR:
            record("accounts.hold_link_back", subject=person, purpose=purpose)
            return None
        live = MailedLink.objects.filter(account=account, purpose=purpose, superseded_at=None, used_at=None)
        live.update(superseded_at=now)
        link = MailedLink.objects.create(
            account=account,
            purpose=purpose,
            token_digest=digest(token),
            code_digest=digest(code),
            sent_to=person.backup_email,
            sent_at=now,
            expires_at=now + life,
        )
        record("accounts.send_link", subject=account.person, purpose=purpose)
        mail.send(
            f"accounts/letters/{purpose}",
            person.backup_email,
            person.language,
            person_id=person.pk,
            given_name=person.shown_given_name,
            link=absolute(PAGE_OF[purpose], token),
            code=f"{code[:4]} {code[4:]}",
            expires_at=link.expires_at,
            **(_welcome(person) if purpose == LinkPurpose.ACTIVATION else {}),
        )
    return link


def _welcome(person: Person) -> dict[str, Any]:
    """Why the person receives an account, as the letter says it: enrolled, invited, or employed."""
    stay = present_stay(person)
    kinds = {affiliation.kind for affiliation in person.affiliations.all()}
    return {
        "stay": stay,
        "number": person.guest_number,
        "is_employed": bool(kinds & {AffiliationKind.STAFF, AffiliationKind.TEACHER}),
    }
