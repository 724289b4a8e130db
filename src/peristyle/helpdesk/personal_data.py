"""What the helpdesk knows of a person: what they asked signed in, and what was asked in their name from outside."""

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from peristyle.helpdesk.models import Assignment, Closure, HelpRequest, Message, MessageKind
from peristyle.kernel.personal_data import Table
from peristyle.people.public import Person

TABLES = (
    Table(
        "requests",
        _("Demandes d’aide faites en étant connecté"),
        {
            "number": _("Numéro"),
            "subject": _("Sujet"),
            "name": _("Nom donné"),
            "mail": _("Adresse donnée"),
            "asked_at": _("Demandé le"),
        },
        lambda person_id: HelpRequest.objects.filter(person_id=person_id),
    ),
    Table(
        "messages",
        _("Messages de ces demandes"),
        {"request__number": _("Demande"), "kind": _("De qui"), "at": _("Quand"), "text": _("Message")},
        lambda person_id: Message.objects.filter(request__person_id=person_id).exclude(kind=MessageKind.NOTE),
    ),
)

WITHHELD: dict[type[Model], str] = {
    Assignment: "which agent sees to whose request: the author's data",
    Closure: "which agent closed whose request: the author's data",
}


def erase(person_id: int) -> None:
    """Erase the person's requests, and those that carry their number or their address."""
    _about(person_id).delete()


def _about(person_id: int) -> QuerySet[HelpRequest]:
    theirs = Q(person_id=person_id)
    person = Person.objects.filter(pk=person_id).first()
    if person:
        numbers = [number for number in (person.student_number, person.staff_number) if number]
        theirs |= Q(typed_number__in=numbers)
        if person.backup_email:
            theirs |= Q(mail__iexact=person.backup_email)
    return HelpRequest.objects.filter(theirs)
