"""Staff by file: who is new is taken in, who is known brought up to date, nobody leaves for want of a line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from peristyle.accounts.actions.imports.carry_out_import import carry_out_import
from peristyle.accounts.actions.imports.request_import import import_people, take_file
from peristyle.accounts.models import PeopleFileKind, PeopleImport
from peristyle.accounts.queries import account_of_person, state_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.people.actions.merge_persons import merge_persons
from peristyle.people.public import Affiliation, Person, sync_components
from tests.accounts.factories import PASSWORD, PersonFactory, account_in, activated_now, fresh
from tests.harness.inhabitants import signed_in
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
TITLES = "matricule;nom;prenom;date_naissance;mail;type"
Work = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")
    sync_components()


def line(
    number: str = "P1001",
    name: str = "Églantine",
    *,
    mail: str = "rose@example.org",
    kind: str = "personnel",
    more: str = "",
) -> str:
    """A good line, unless it is made otherwise; `more` are the cells of further columns."""
    return f"{number};{name};Rose;12/05/1980;{mail};{kind}{more}"


def carry_out(*lines: str, columns: str = "", all_or_nothing: bool = False) -> PeopleImport:
    """Import these lines, with further columns if asked."""
    content = "\n".join([f"{TITLES}{columns}", *lines, ""]).encode()
    taken = take_file(PeopleFileKind.STAFF, content, "staff.csv", all_or_nothing=all_or_nothing, by=None)
    return carry_out_import(taken.pk, lambda _done, _total: None)


def counts(done: PeopleImport) -> tuple[int, int, int, int]:
    """Added, updated, unchanged, refused."""
    return done.added, done.updated, done.unchanged, done.refused


def codes(done: PeopleImport) -> list[str]:
    """Why lines were refused."""
    return [refused.code for refused in done.refused_lines.all()]


def rose() -> Person:
    return Person.objects.get(staff_number="P1001")


def rows() -> list[Any]:
    """All that an import of staff writes."""
    return [list(model.objects.order_by("pk").values()) for model in (Person, Affiliation)]


def test_a_good_line_becomes_a_person_with_a_tie_an_account_and_a_mail(run_due_tasks: Work, outbox: Outbox) -> None:
    done = carry_out(
        line(more=";contractuel;ECO;01/09/2025;31/08/2027;Mme"), columns=";categorie;composante;debut;fin;civilite"
    )
    run_due_tasks()

    assert counts(done) == (1, 0, 0, 0)
    tie = Affiliation.objects.get()
    assert (tie.person, tie.kind, tie.category, tie.component_id) == (rose(), "staff", "contract", "ECO")
    assert (tie.starts_on, tie.ends_on) == (date(2025, 9, 1), date(2027, 8, 31))
    assert rose().civility == "mme"
    account = account_of_person(rose().pk)
    assert account
    assert account.login == "rose.eglantine@umontpellier.fr"
    assert outbox.last.to == "rose@example.org"
    assert "inscription" not in outbox.last.text


def test_an_account_waits_for_the_first_day(run_due_tasks: Work, outbox: Outbox, at: Traveller) -> None:
    carry_out(line(more=";01/09/2026"), columns=";debut")
    run_due_tasks()
    assert len(outbox) == 0

    at("2026-09-01 06:00")
    run_due_tasks()

    assert outbox.last.link("/activation/")


def test_the_same_file_twice_changes_nothing_and_mails_nobody(run_due_tasks: Work, outbox: Outbox) -> None:
    lines = [line(more=";titulaire;;planning:ECO"), line("P1002", "Durand", mail="d@example.org", more=";vacataire;;")]
    carry_out(*lines, columns=";categorie;fin;roles")
    run_due_tasks()
    before, letters = rows(), len(outbox)

    done = carry_out(*lines, columns=";categorie;fin;roles")
    run_due_tasks()

    assert counts(done) == (0, 0, 2, 0)
    assert rows() == before
    assert len(outbox) == letters


def test_what_differs_is_brought_up_to_date_and_a_column_that_lacks_says_nothing() -> None:
    carry_out(line(more=";contractuel;31/08/2027"), columns=";categorie;fin")

    assert counts(carry_out(line(name="Églantine-Martin", kind="enseignant"))) == (0, 1, 0, 0)

    tie = Affiliation.objects.get()
    assert (rose().birth_name, tie.kind, tie.category) == ("Églantine-Martin", "teacher", "contract")
    assert tie.ends_on == date(2027, 8, 31)


def test_an_empty_end_means_without_end() -> None:
    carry_out(line(more=";31/08/2027"), columns=";fin")

    carry_out(line(more=";"), columns=";fin")

    assert Affiliation.objects.get().ends_on is None


def test_nobody_leaves_for_want_of_a_line() -> None:
    carry_out(line(), line("P1002", "Durand", mail="d@example.org"))

    carry_out(line())

    assert Affiliation.objects.filter(ends_on=None).count() == 2


def test_an_end_that_is_past_ends_the_tie() -> None:
    carry_out(line())

    assert counts(carry_out(line(more=";30/06/2026"), columns=";fin")) == (0, 0, 0, 1)
    assert counts(carry_out(line(more=";01/01/2020;30/06/2026"), columns=";debut;fin")) == (0, 1, 0, 0)

    account = account_of_person(rose().pk)
    assert account
    assert state_of(account, clock.now()) == State.CLOSED


def test_whoever_left_before_being_known_is_left_alone() -> None:
    assert counts(carry_out(line(more=";01/01/2020;30/06/2026"), columns=";debut;fin")) == (0, 0, 1, 0)
    assert not Person.objects.exists()


def test_a_file_does_not_change_the_address_of_an_active_account() -> None:
    carry_out(line())
    account = account_of_person(rose().pk)
    assert account
    activated_now(account, at=clock.now())

    assert counts(carry_out(line(mail="thief@example.org"))) == (0, 0, 1, 0)

    assert rose().backup_email == "rose@example.org"


def test_a_corrected_address_receives_the_activation_mail(run_due_tasks: Work, outbox: Outbox) -> None:
    carry_out(line(mail="wrong@example.org"))
    run_due_tasks()

    carry_out(line())
    run_due_tasks()

    assert outbox.last.to == "rose@example.org"


def test_a_student_who_is_employed_keeps_their_account() -> None:
    student = PersonFactory.create(
        birth_name="Eglantine", given_name="ROSE", birth_date=date(1980, 5, 12), backup_email="Rose@example.org"
    )
    account = account_in(State.ACTIVE, person=student)

    carry_out(line())

    assert rose() == student
    assert fresh(account).login == account.login
    assert account_of_person(rose().pk) == account


def test_roles_are_given_within_a_composante_or_everywhere_and_never_taken() -> None:
    carry_out(line(more=";scolarite:ECO, assistance"), columns=";roles")

    carry_out(line(more=";"), columns=";roles")

    held = {(role.role, role.component_id) for role in rose().roles.all()}
    assert held == {(Role.REGISTRAR_OFFICER, "ECO"), (Role.HELPDESK_AGENT, None)}


def test_whoever_gets_power_while_signed_in_must_sign_in_again_and_add_a_second_factor() -> None:
    carry_out(line(more=";"), columns=";roles")
    activated_now(fresh(rose().account), at=clock.now())
    browser = signed_in(rose())
    assert browser.get("/compte/").status_code == 200

    carry_out(line(more=";assistance"), columns=";roles")

    assert "/connexion/" in browser.get("/compte/")["Location"]
    browser.post("/connexion/", {"login": rose().account.login, "password": PASSWORD})
    assert browser.get("/compte/")["Location"] == "/compte/seconde-verification/"


def test_a_role_without_power_signs_nobody_out() -> None:
    carry_out(line(more=";"), columns=";roles")
    activated_now(fresh(rose().account), at=clock.now())
    browser = signed_in(rose())

    carry_out(line(more=";"), columns=";roles")

    assert browser.get("/compte/").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "columns", "code"),
    [
        (line("P 10 01"), "", "staff_number"),
        (line(kind="jardinier"), "", "staff_kind"),
        (line(mail="rose"), "", "email"),
        (line(mail="rose@umontpellier.fr"), "", "own_address"),
        (line(more=";chef"), ";categorie", "staff_category"),
        (line(more=";ZZZ"), ";composante", "unknown_component"),
        (line(more=";roi"), ";roles", "unknown_role"),
        (line(more=";planning:ZZZ"), ";roles", "unknown_component"),
        (line(more=";01/09/2026;31/08/2026"), ";debut;fin", "ends_before_start"),
        (line(more=";demain"), ";fin", "not_a_day"),
        (line(name=""), "", "required"),
    ],
)
def test_a_wrong_line_is_refused_with_its_reason(wrong: str, columns: str, code: str) -> None:
    done = carry_out(wrong, line("P1002", "Durand", mail="d@example.org"), columns=columns)

    assert codes(done) == [code]
    assert counts(done) == (1, 0, 0, 1)
    assert done.refused_lines.get().reason.endswith(".")


def test_a_line_that_stands_twice_is_refused_the_second_time() -> None:
    assert codes(carry_out(line(), line("p1001"))) == ["repeated_staff_number"]


def test_a_number_that_is_somebody_else_s_is_refused() -> None:
    carry_out(line())

    assert codes(carry_out("P1001;Durand;Zoé;01/01/1990;z@example.org;personnel")) == ["somebody_else"]
    assert codes(carry_out(line("P2002"))) == ["other_staff_number"]

    assert rose().birth_name == "Églantine"


def test_all_or_nothing_takes_nothing_when_the_database_refuses_a_line() -> None:
    carry_out(line())

    done = carry_out(line("P1002", "Durand", mail="d@example.org"), line("P2002"), all_or_nothing=True)

    assert done.gave_up
    assert Person.objects.count() == 1


def test_the_number_of_an_absorbed_record_keeps_the_kept_one_s_names() -> None:
    carry_out(line(), line("P1002", "Aubépine", mail="rose@example.net"))
    kept, absorbed = rose(), Person.objects.get(staff_number="P1002")
    merge_persons(kept.pk, absorbed.pk, by=None)

    done = carry_out(line(), line("P1002", "Aubépine", mail="rose@example.net", kind="enseignant"))

    assert done.refused == 0
    assert rose().birth_name == "Églantine"
    assert set(rose().affiliations.values_list("kind", flat=True)) == {"staff", "teacher"}


def test_the_command_line_imports_a_file(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(f"{TITLES}\n{line()}\n", encoding="utf-8")

    assert counts(import_people(PeopleFileKind.STAFF, path)) == (1, 0, 0, 0)


def test_lines_that_are_known_cost_the_same_however_many(max_queries: Callable[..., Any]) -> None:
    lines = [line(f"P{number}", f"Églantine-{number}", mail=f"r{number}@example.org") for number in range(60)]
    carry_out(*lines)

    with max_queries(22):
        assert counts(carry_out(*lines)) == (0, 0, 60, 0)
