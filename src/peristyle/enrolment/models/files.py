"""The enrolment file: what an admitted person answers, step by step."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from peristyle.enrolment.models.admissions import Admission
from peristyle.enrolment.rules.confirmation_codes import MOST_TRIES
from peristyle.enrolment.rules.cvec_numbers import LONGEST as LONGEST_CVEC
from peristyle.enrolment.rules.feed_rows import SettledElsewhere
from peristyle.enrolment.rules.situations import GapYear, Mobility, Regime
from peristyle.kernel.choices import choices_of


class EnrolmentFile(models.Model):
    """The file of an admission. Each step leaves the instant it was answered; an INE may be missing, a CVEC not."""

    admission = models.OneToOneField(Admission, models.PROTECT, related_name="file")
    language = models.CharField(max_length=2)
    started_at = models.DateTimeField()
    national_id = models.CharField(max_length=11, blank=True)
    cvec_number = models.CharField(max_length=LONGEST_CVEC, blank=True)
    identified_at = models.DateTimeField(null=True)
    street = models.CharField(max_length=120, blank=True)
    street_complement = models.CharField(max_length=120, blank=True)
    postal_code = models.CharField(max_length=16, blank=True)
    city = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=2, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    personal_email = models.EmailField(blank=True)
    contact_given_at = models.DateTimeField(null=True)
    personal_email_confirmed_at = models.DateTimeField(null=True)
    step_confirmed_at = models.DateTimeField(null=True)
    regime = models.CharField(max_length=14, choices=choices_of(Regime), default=Regime.INITIAL)
    gap_year = models.CharField(max_length=8, choices=choices_of(GapYear), default=GapYear.NONE)
    mobility = models.CharField(max_length=8, choices=choices_of(Mobility), default=Mobility.NONE)
    special_regime = models.BooleanField(default=False)
    grant_notice = models.CharField(max_length=20, blank=True)
    optional_rights = models.JSONField(default=list)
    situation_given_at = models.DateTimeField(null=True)
    #: Another system of scolarité took the answers, the documents and the money.
    settled_elsewhere = models.CharField(
        max_length=7, choices=[(each.value, each.label) for each in SettledElsewhere], blank=True
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(identified_at=None) | ~Q(cvec_number=""),
                name="an_identified_file_has_a_cvec_number",
            ),
            models.CheckConstraint(
                condition=Q(contact_given_at=None) | ~Q(personal_email=""),
                name="a_contact_has_a_personal_email",
            ),
            models.CheckConstraint(
                condition=Q(personal_email_confirmed_at=None) | Q(contact_given_at__isnull=False),
                name="a_confirmed_email_was_given",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["national_id"], name="files_by_national_id")]

    def __str__(self) -> str:
        return f"{self.admission}"


class EmailConfirmation(models.Model):
    """A code asked for a personal address. The task that sends it draws it, so that it never lies in the queue."""

    file = models.ForeignKey(EnrolmentFile, models.CASCADE, related_name="email_confirmations")
    sent_to = models.EmailField()
    requested_at = models.DateTimeField()
    code_digest = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    superseded_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file"],
                condition=Q(superseded_at=None, used_at=None),
                name="one_live_email_confirmation_per_file",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | (~Q(code_digest="") & Q(expires_at__isnull=False)),
                name="a_sent_confirmation_has_a_code_and_an_end",
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(sent_at__isnull=False), name="a_used_confirmation_was_sent"
            ),
            models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES), name="a_confirmation_has_few_tries"),
        ]

    def __str__(self) -> str:
        return f"{self.file} · {self.requested_at:%Y-%m-%d %H:%M}"
