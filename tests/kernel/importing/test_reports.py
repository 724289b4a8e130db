"""What a report keeps of a file, and for how long."""

import pytest

from peristyle.accounts.actions.imports.carry_out_import import carry_out_import
from peristyle.accounts.actions.imports.request_import import take_file
from peristyle.accounts.actions.sweep import sweep
from peristyle.accounts.models import PeopleFileKind, RefusedPerson
from peristyle.enrolment.actions.carry_out_import import carry_out_import as carry_out_admissions
from peristyle.enrolment.actions.request_import import take_file as take_admissions
from peristyle.enrolment.actions.sweep_reports import sweep_reports
from peristyle.enrolment.models import RefusedAdmission
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
STAFF = b"matricule;nom;prenom;date_naissance;mail;type\nP1001;Martin;Lea;12/05/1980;lea.martin;personnel\n"
ADMISSIONS = (
    b"numero_candidature;nom;prenom;date_naissance;mail;etape\nP260000001;Martin;Lea;12/05/2007;lea.martin;EE1\n"
)


def test_a_report_forgets_what_was_written_in_refused_lines_after_three_months(at: Traveller) -> None:
    at("2026-07-10 10:00")
    staff = take_file(PeopleFileKind.STAFF, STAFF, "a.csv", all_or_nothing=False, by=None)
    carry_out_import(staff.pk, lambda _done, _total: None)
    admissions = take_admissions(ADMISSIONS, "a.csv", all_or_nothing=False, by=None)
    carry_out_admissions(admissions.pk, lambda _done, _total: None)

    for day, kept in (("2026-10-01 10:00", "lea.martin"), ("2026-10-10 10:00", "")):
        at(day)
        sweep.call()
        sweep_reports.call()

        assert RefusedPerson.objects.get().value == RefusedAdmission.objects.get().value == kept
