"""Reading how far somebody is with each file of a year: what is done, what is missing, what comes next."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from peristyle.accounts.public import State, account_of_person, state_of
from peristyle.curriculum.public import units_of, windows_to_use
from peristyle.enrolment.models import Admission, Enrolment, EnrolmentFile
from peristyle.enrolment.queries.books import payment_states_of
from peristyle.enrolment.queries.files import steps_done
from peristyle.enrolment.queries.supporting_documents import supporting_documents_of
from peristyle.enrolment.rules.checklist import Access, Documents, Facts, Line, Standing, checklist, next_line
from peristyle.enrolment.rules.ledger import PaymentState
from peristyle.enrolment.rules.supporting_documents import DocumentState
from peristyle.kernel import clock
from peristyle.people.public import Person

#: An étape, and the year in which it is studied.
StepOfYear = tuple[int, int]
ACCESS = {
    State.PENDING: Access.PENDING,
    State.ACTIVATABLE: Access.ACTIVATABLE,
    State.ACTIVE: Access.ACTIVE,
    State.CLOSING: Access.ACTIVE,
}


@dataclass(frozen=True)
class FileOverview:
    """An admission with its file, if one was opened, its enrolment, if one was validated, and its list."""

    admission: Admission
    file: EnrolmentFile | None
    enrolment: Enrolment | None
    payment: PaymentState
    lines: tuple[Line, ...]

    @property
    def next(self) -> Line | None:
        """What its holder should do now."""
        return next_line(self.lines)

    @property
    def cancelled(self) -> bool:
        """Whether its enrolment no longer stands."""
        return self.enrolment is not None and self.enrolment.cancelled_at is not None


def overviews(
    admissions: Sequence[Admission], person: Person | None, *, access: Access | None = None
) -> list[FileOverview]:
    """Each admission (read by `admissions_of`, or of an open file) with its list.

    `person`: whose they are, if known; `access`: how their account stands, if known.
    """
    if not admissions:
        return []
    files = {admission.pk: getattr(admission, "file", None) for admission in admissions}
    payments = payment_states_of([file for file in files.values() if file])
    access = access or _access(person)
    units = _units(person, {admission.academic_year_id for admission in admissions}) if person else {}
    return [_overview(admission, files[admission.pk], payments, access, units) for admission in admissions]


def _overview(
    admission: Admission,
    file: EnrolmentFile | None,
    payments: Mapping[int, PaymentState],
    access: Access,
    units: Mapping[StepOfYear, Standing],
) -> FileOverview:
    enrolment = getattr(file, "enrolment", None)
    payment = payments[file.pk] if file else PaymentState.UNPAID
    facts = Facts(
        steps_done=steps_done(file, settled=enrolment is not None) if file else frozenset(),
        payment=payment,
        access=access,
        documents=_documents(file) if file and enrolment else None,
        units=units.get((admission.step_id, admission.academic_year_id)),
    )
    return FileOverview(admission, file, enrolment, payment, checklist(facts))


def _documents(file: EnrolmentFile) -> Documents | None:
    """How the wanted documents stand, once they may be given; None: none is wanted."""
    wanted = supporting_documents_of(file)
    if not wanted:
        return None
    states = Counter(document.state for document in wanted)
    return Documents(
        to_give=states[DocumentState.TO_GIVE],
        waiting=states[DocumentState.WAITING],
        refused=states[DocumentState.REFUSED],
    )


def _units(person: Person, years: Iterable[int]) -> dict[StepOfYear, Standing]:
    """How the choice of units stands in each étape; nothing is said of those in which nothing is to be taken."""
    standings: dict[StepOfYear, Standing] = {}
    for year in years:
        for row in units_of(person, year):
            if row.step_id:
                asked = row.validated_at is None
                before = standings.get((row.step_id, year), Standing.DONE)
                standings[row.step_id, year] = Standing.WAITING if asked else before
    for window in windows_to_use(person, clock.now()):
        standings[window.step_id, window.year_id] = Standing.TO_DO
    return standings


def _access(person: Person | None) -> Access:
    account = account_of_person(person.pk) if person else None
    return ACCESS.get(state_of(account, clock.now()), Access.NONE) if account else Access.NONE
