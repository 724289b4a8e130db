"""Write down what some people asked the helpdesk, in each state a request may be in."""

from dataclasses import dataclass
from datetime import timedelta

from peristyle.accounts.public import Account
from peristyle.demo.university.cast import CHARACTERS, NEWCOMERS
from peristyle.helpdesk.public import Assignment, Closure, HelpRequest, Message, MessageKind, Subject
from peristyle.kernel import clock, institution
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person

PAUSE = timedelta(minutes=40)
AUTHOR, ANSWER, NOTE = MessageKind.FROM_AUTHOR, MessageKind.ANSWER, MessageKind.NOTE


@dataclass(frozen=True)
class Told:
    """A request as it was made some time ago, and what was said since, a while apart."""

    signs: str
    subject: Subject
    name: str
    mail: str
    asked: timedelta
    said: tuple[tuple[MessageKind, str], ...]
    typed_number: str = ""
    signed_in: bool = False
    taken: bool = False
    closed: bool = False


_STUDENT = next(character for character in CHARACTERS if character.role == Role.STUDENT)
_NUMBER = f"{_STUDENT.identity.birth_date:%Y%m%d}"
_STUDENT_NAME = f"{_STUDENT.identity.given_name} {_STUDENT.identity.birth_name}"

REQUESTS = (
    Told(
        "4F7K2",
        Subject.ACTIVATION,
        "Yanis Haddad-Rey",
        NEWCOMERS[1].email,
        timedelta(hours=19),
        ((AUTHOR, "Bonjour,\nj’ai payé hier soir et je n’ai toujours pas de mail. Que dois-je faire ?"),),
    ),
    Told(
        "H3X9Q",
        Subject.RECOVERY,
        _STUDENT_NAME,
        "camille.nouvelle-adresse@example.org",
        timedelta(hours=6),
        (
            (AUTHOR, "J’ai perdu l’accès à mon ancienne boîte mail, et mon mot de passe avec. Merci de votre aide."),
            (NOTE, "Numéro exact, identité pas encore vérifiée. Proposer un rendez-vous en visio ou au bâtiment 5."),
        ),
        typed_number=_NUMBER,
        taken=True,
    ),
    Told(
        "T8MB5",
        Subject.OTHER,
        _STUDENT_NAME,
        "camille.fabregues@example.org",
        timedelta(days=2),
        (
            (AUTHOR, "Mon prénom d’usage n’apparaît pas sur l’accueil. Où puis-je le faire changer ?"),
            (ANSWER, "Bonjour Camille,\nla scolarité de votre faculté l’enregistre sur simple demande."),
        ),
        signed_in=True,
        taken=True,
    ),
    Told(
        "W2PC6",
        Subject.SIGN_IN,
        "Ольга Ткаченко",
        "olga.tkachenko@example.net",
        timedelta(days=5),
        (
            (AUTHOR, "Hello, the page says « Identifiant ou mot de passe incorrect » since this morning."),
            (ANSWER, "Hello Olga, please type the whole identifier, with the end of the address. Does it work?"),
            (AUTHOR, "Yes, thank you!"),
        ),
        taken=True,
        closed=True,
    ),
)


def write_requests() -> None:
    """The requests, seen to by the agent of the demonstration."""
    agent, student = _holder(Role.HELPDESK_AGENT), _holder(Role.STUDENT)
    for told in REQUESTS:
        asked_at = clock.now() - told.asked
        request = HelpRequest.objects.create(
            number=f"A-{asked_at.year}-{told.signs}",
            subject=told.subject,
            name=told.name,
            mail=told.mail,
            typed_number=told.typed_number,
            person=student if told.signed_in else None,
            language="fr",
            asked_at=asked_at,
        )
        Message.objects.bulk_create(
            Message(
                request=request,
                kind=kind,
                by=request.person if kind == AUTHOR else agent,
                text=text,
                at=asked_at + PAUSE * place,
            )
            for place, (kind, text) in enumerate(told.said)
        )
        ended_at = asked_at + PAUSE * len(told.said)
        if told.taken:
            Assignment.objects.create(request=request, agent=agent, at=asked_at + PAUSE)
        if told.closed:
            Closure.objects.create(request=request, by=agent, at=ended_at)


def _holder(role: Role) -> Person:
    domains = institution.current().domains
    character = next(character for character in CHARACTERS if character.role == role)
    domain = domains.student if role == Role.STUDENT else domains.staff
    return Account.objects.select_related("person").get(login=f"{character.login_name}@{domain}").person
