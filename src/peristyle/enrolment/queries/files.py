"""Reading enrolment files: how far they are, whose they are, the addresses confirmed in them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from peristyle.accounts.public import account_of_person
from peristyle.enrolment.models import EmailConfirmation, EnrolmentFile, Receipt
from peristyle.enrolment.rules.progress import FileStep
from peristyle.people.public import Person, find_by_national_id, same_name


@dataclass(frozen=True)
class OpenedFile:
    """A file with its admission, étape and composante, and the steps answered in it."""

    file: EnrolmentFile
    done: frozenset[FileStep]

    @property
    def paid(self) -> bool:
        """Whether a receipt was issued."""
        return FileStep.FEES in self.done


def opened_file(file_id: int) -> OpenedFile | None:
    """A file and how far it is: one query."""
    paid = Exists(Receipt.objects.filter(invoice__file=OuterRef("pk")))
    files = EnrolmentFile.objects.select_related(
        "admission__academic_year", "admission__step__degree__component", "admission__person"
    ).annotate(paid=paid)
    file = files.filter(pk=file_id).first()
    if file is None:
        return None
    return OpenedFile(file, steps_done(file, settled=file.paid))


def steps_done(file: EnrolmentFile, *, settled: bool) -> frozenset[FileStep]:
    """The steps answered in a file; `settled`: its holder is enrolled by it. One settled elsewhere asks for nothing."""
    if file.settled_elsewhere:
        return frozenset(FileStep)
    answers = {
        FileStep.IDENTIFIERS: file.identified_at,
        FileStep.CONTACT: file.contact_given_at,
        FileStep.EMAIL: file.personal_email_confirmed_at,
        FileStep.STEP: file.step_confirmed_at,
        FileStep.SITUATION: file.situation_given_at,
        FileStep.FEES: settled,
    }
    return frozenset(step for step, answer in answers.items() if answer)


def live_confirmation(file: EnrolmentFile) -> EmailConfirmation | None:
    """The confirmation that waits for its code."""
    return EmailConfirmation.objects.filter(file=file, superseded_at=None, used_at=None).first()


@dataclass(frozen=True)
class ConfirmedAddress:
    """A personal address whose holder typed the code sent to it."""

    address: str
    confirmed_at: datetime


def confirmed_address(file: EnrolmentFile) -> ConfirmedAddress | None:
    """The last address confirmed in a file: another may have been typed since."""
    if file.personal_email_confirmed_at:
        return ConfirmedAddress(file.personal_email, file.personal_email_confirmed_at)
    used = EmailConfirmation.objects.filter(file=file, used_at__isnull=False).first()
    return ConfirmedAddress(used.sent_to, used.used_at) if used and used.used_at else None


def known_person(file: EnrolmentFile) -> Person | None:
    """The person the university already knows: by the admission itself, or the same INE, birth date and civil name."""
    if file.admission.person:
        return file.admission.person
    if not file.national_id:
        return None
    person = find_by_national_id(file.national_id, file.admission.birth_date)
    if person is None or not same_name(person.birth_name, file.admission.birth_name):
        return None
    return person


def known_address(file: EnrolmentFile) -> ConfirmedAddress | None:
    """The personal address the university knows already, confirmed once, of the person a file belongs to."""
    person = file.admission.person
    if person is None or person.backup_email_verified_at is None:
        return None
    return ConfirmedAddress(person.backup_email, person.backup_email_verified_at)


def fixed_address(file: EnrolmentFile) -> str | None:
    """The personal address of whoever holds an active account: they change it there, with their password."""
    known = known_address(file)
    if known is None:
        return None
    account = account_of_person(file.admission.person_id or 0)
    return known.address if account is not None and hasattr(account, "activation") else None


def former_file(file: EnrolmentFile) -> EnrolmentFile | None:
    """The newest other file in which the same person said where they can be reached."""
    answered = EnrolmentFile.objects.filter(contact_given_at__isnull=False).exclude(pk=file.pk)
    return answered.filter(admission__person=file.admission.person_id).order_by("-contact_given_at").first()


def newest_file_of(person: Person) -> EnrolmentFile | None:
    """The file in which a person last said where they can be reached: what the university reads today."""
    # A union, and not one condition or the other: so the database finds the few by their indexes.
    files = EnrolmentFile.objects.order_by().values_list("pk")
    own = files.filter(admission__person=person).union(files.filter(enrolment__person=person))
    answered = EnrolmentFile.objects.filter(pk__in=own, contact_given_at__isnull=False)
    return answered.order_by("-admission__academic_year", "-contact_given_at", "-pk").first()
