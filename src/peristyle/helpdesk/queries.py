"""Reading requests: for their authors, for agents."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from peristyle.helpdesk.models import HelpRequest, Message, MessageKind
from peristyle.helpdesk.rules import RequestState, state_of
from peristyle.kernel.tokens import digest
from peristyle.people.public import Person


def requests() -> QuerySet[HelpRequest]:
    """Requests with where they stand: one query."""
    known = HelpRequest.objects.select_related("person", "closure__by", "assignment__agent")
    return known.annotate(last_words=_last_words())


def state(request: HelpRequest) -> RequestState:
    """Where a request of `requests()` stands."""
    last_words = vars(request)["last_words"]
    return state_of(closed=hasattr(request, "closure"), answered_last=last_words == MessageKind.ANSWER)


def requests_of(person: Person) -> QuerySet[HelpRequest]:
    """What somebody asked while signed in, the newest first."""
    return requests().filter(person=person).order_by("-asked_at", "-id")


def request_of_token(token: str) -> HelpRequest | None:
    """The request whose secret address this is."""
    return requests().filter(links__token_digest=digest(token)).first()


def thread(request: HelpRequest, *, with_notes: bool) -> QuerySet[Message]:
    """What was written, oldest first; notes are for agents only."""
    messages = request.messages.select_related("by")
    return messages if with_notes else messages.exclude(kind=MessageKind.NOTE)


QUEUES = ("open", "to-answer", "mine", "closed", "all")


def queue(which: str, agent: Person, search: str = "") -> QuerySet[HelpRequest]:
    """One of the QUEUES, open requests first, the oldest first; `search` looks at number, name, mail."""
    found = requests().order_by(F("closure__at").asc(nulls_first=True), "asked_at", "id")
    match which:
        case "to-answer":
            found = found.alias(said=_last_words()).filter(closure=None, said=MessageKind.FROM_AUTHOR)
        case "mine":
            found = found.filter(closure=None, assignment__agent=agent)
        case "closed":
            found = found.exclude(closure=None).order_by("-closure__at")
        case "open":
            found = found.filter(closure=None)
    for word in search.split():
        found = found.filter(
            Q(number__icontains=word) | Q(name__icontains=word) | Q(mail__icontains=word) | Q(typed_number=word)
        )
    return found


def _last_words() -> Subquery:
    said = Message.objects.filter(request=OuterRef("pk")).exclude(kind=MessageKind.NOTE)
    return Subquery(said.order_by("-at", "-id").values("kind")[:1])
