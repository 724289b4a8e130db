"""Ask that university mails be redirected to an external address."""

from datetime import timedelta

from peristyle.audit.public import record
from peristyle.kernel import clock, mail
from peristyle.kernel.addresses import absolute
from peristyle.kernel.tasks import task
from peristyle.kernel.tokens import digest, new_token
from peristyle.mailbox.models import MailRedirect
from peristyle.people.public import Person

LINK_LIFE = timedelta(days=7)


def request_redirect(person: Person, address: str, *, keep_copy: bool) -> MailRedirect:
    """Replace the person's redirect. In force at once towards an address already proved theirs, else once confirmed.

    « Si vous le souhaitez, vous pouvez mettre en place une redirection de vos mails universitaires vers une
    messagerie externe. »
    """
    now = clock.now()
    present = MailRedirect.objects.filter(person=person, ended_at=None)
    is_proved = (person.backup_email_verified_at is not None and address.lower() == person.backup_email.lower()) or (
        present.filter(address__iexact=address, confirmed_at__isnull=False).exists()
    )
    present.update(ended_at=now)
    redirect = MailRedirect.objects.create(
        person=person,
        address=address,
        keep_copy=keep_copy,
        requested_at=now,
        confirmed_at=now if is_proved else None,
    )
    record("mailbox.request_redirect", actor=person, subject=person, keep_copy=keep_copy, in_force=is_proved)
    if not is_proved:
        send_confirmation.enqueue(redirect.pk)
    return redirect


@task(retries=8)
def send_confirmation(redirect_id: int) -> None:
    """Mail a link to the new address: its owner must agree before anything is sent there."""
    redirect = (
        MailRedirect.objects.select_related("person").filter(pk=redirect_id, confirmed_at=None, ended_at=None).first()
    )
    if redirect is None:
        return
    token = new_token()
    redirect.token_digest = digest(token)
    redirect.expires_at = clock.now() + LINK_LIFE
    redirect.save(update_fields=["token_digest", "expires_at"])
    mail.send(
        "mailbox/letters/confirm_redirect",
        redirect.address,
        redirect.person.language,
        person_id=redirect.person_id,
        name=redirect.person.display_name,
        link=absolute("mailbox:confirm_redirect", token),
        expires_at=redirect.expires_at,
    )
