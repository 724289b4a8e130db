from typing import Any

import pytest

from peristyle.audit.public import journal
from peristyle.enrolment.actions.authorise_reenrolments import AlreadySettled, authorise_reenrolment
from peristyle.enrolment.actions.import_reenrolments import confirm_reenrolment_import, request_reenrolment_import
from peristyle.enrolment.actions.start_payment import start_payment
from peristyle.enrolment.models import Admission, ReenrolmentImport
from peristyle.enrolment.rules.application_numbers import Origin, is_well_formed, origin_of
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.enrolment.factories import ReadyFileFactory, StepFactory, component
from tests.harness.inhabitants import Inhabitants
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
YEAR = 2026


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


@pytest.fixture
def officer(inhabitant: Inhabitants) -> Person:
    return inhabitant(Role.REGISTRAR_OFFICER)


@pytest.fixture
def student(inhabitant: Inhabitants) -> Person:
    person = inhabitant(Role.STUDENT)
    Person.objects.filter(pk=person.pk).update(student_number="22100042")
    person.refresh_from_db()
    return person


def imported(content: str, by: Person, run_due_tasks: Any) -> ReenrolmentImport:
    taken = request_reenrolment_import(content.encode(), "jurys.csv", all_or_nothing=False, by=by)
    run_due_tasks()
    confirm_reenrolment_import(taken, by=by)
    run_due_tasks()
    taken.refresh_from_db()
    return taken


def test_an_authorised_student_has_an_admission_and_a_letter(
    student: Person, officer: Person, outbox: Outbox, run_due_tasks: Any
) -> None:
    admission = authorise_reenrolment(student, StepFactory.create(), YEAR, grant_holder=True, by=officer)
    run_due_tasks()

    assert (admission.person, admission.origin, admission.grant_holder) == (student, Origin.REENROLMENT, True)
    assert is_well_formed(admission.application_number)
    assert origin_of(admission.application_number) is None
    assert admission.application_number in outbox.to(student.backup_email)[-1].text
    assert journal().filter(action="enrolment.authorise_reenrolment").exists()


def test_authorised_twice_is_authorised_once(student: Person, officer: Person) -> None:
    step = StepFactory.create()

    first = authorise_reenrolment(student, step, YEAR, grant_holder=False, by=officer)
    second = authorise_reenrolment(student, step, YEAR, grant_holder=True, by=officer)

    assert first == second
    assert Admission.objects.get().grant_holder


def test_what_was_settled_is_not_changed(student: Person, officer: Person) -> None:
    step = StepFactory.create()
    admission = authorise_reenrolment(student, step, YEAR, grant_holder=True, by=officer)
    start_payment(ReadyFileFactory.create(admission=admission))

    assert authorise_reenrolment(student, step, YEAR, grant_holder=True, by=officer) == admission
    with pytest.raises(AlreadySettled):
        authorise_reenrolment(student, step, YEAR, grant_holder=False, by=officer)


def test_a_file_says_line_by_line_what_became_of_it(
    student: Person, inhabitant: Inhabitants, run_due_tasks: Any
) -> None:
    StepFactory.create()
    officer = inhabitant(Role.REGISTRAR_OFFICER, component=component("ECO"))
    StepFactory.create(code="DR1", degree__code="LDR", degree__component=component("DSP"))

    taken = imported(
        "numero_etudiant;etape;boursier\n22100042;EE1;oui\n22199999;EE1;\n22100042;DR1;\n22100042;XX9;\n22100042;EE1;\n",
        officer,
        run_due_tasks,
    )

    assert (taken.added, taken.refused) == (1, 4)
    codes = dict(taken.refused_lines.values_list("line", "code"))
    assert codes == {3: "unknown_student", 4: "step_elsewhere", 5: "unknown_step", 6: "repeated_student"}
    assert all(line.reason for line in taken.refused_lines.all())
    assert Admission.objects.get().grant_holder


def test_the_same_file_twice_changes_nothing(student: Person, officer: Person, run_due_tasks: Any) -> None:
    StepFactory.create()
    content = "numero_etudiant;etape;version;annee\n22100042;EE1;100;2026-2027\n"

    imported(content, officer, run_due_tasks)
    again = imported(content, officer, run_due_tasks)

    assert (again.added, again.updated, again.unchanged, again.refused) == (0, 0, 1, 0)
    assert Admission.objects.count() == 1
