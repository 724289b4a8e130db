"""institution.toml: each wrong key is named, with what is expected of it."""

import copy
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.checks import run_checks
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from peristyle.kernel import institution
from peristyle.kernel.institution import Institution, InstitutionError

SHIPPED = Path(settings.PERISTYLE_INSTITUTION)
VALUES: dict[str, Any] = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped file and its texts, to spoil."""
    return Path(shutil.copytree(SHIPPED.parent, tmp_path / "institution"))


def put(section: str, key: str, value: Any) -> Change:
    """A change of one key."""
    return lambda values: values[section].update({key: value})


def audited(values: dict[str, Any], *, applicable: int, met: int) -> None:
    """Record an audit."""
    values["accessibility_audit"] = {
        "made_on": "2026-06-01",
        "made_by": "Quelqu’un",
        "criteria_applicable": applicable,
        "criteria_met": met,
    }


def parsed(change: Change = dict) -> Institution:
    """The shipped values after a change."""
    values = copy.deepcopy(VALUES)
    change(values)
    return institution.parse(values, source="institution.toml")


def test_the_shipped_file_is_right() -> None:
    shipped = institution.read(SHIPPED)

    assert shipped.short_name == "UM"
    assert len({component.code for component in shipped.components}) == len(shipped.components) >= 16


@pytest.mark.parametrize(
    ("named", "change"),
    [
        ("name: Field required", lambda values: values.pop("name")),
        ("domains.student: Field required", lambda values: values["domains"].pop("student")),
        ("charter: Field required", lambda values: values.pop("charter")),
        ("colour: Extra inputs", lambda values: values.update(colour="red")),
        ("accounts.activation_delay: Extra", lambda values: values["accounts"].update(activation_delay=15)),
        ("accounts.session_hours: Input should be a valid integer", put("accounts", "session_hours", "soon")),
        ("accounts.session_hours: Input should be less", put("accounts", "session_hours", 1000)),
        ("accounts.activation_link_hours: Input should be greater", put("accounts", "activation_link_hours", 0)),
        ("accounts.password_profile: Input should be 'um-seed'", put("accounts", "password_profile", "easy")),
        ("accounts.student_access_ends: String should match", put("accounts", "student_access_ends", "31/12")),
        ("accounts.student_access_ends: Value error, day is out", put("accounts", "student_access_ends", "02-29")),
        (
            "accounts.leaving.warning_days.1: Input should be greater",
            lambda values: values["accounts"]["leaving"].update(warning_days=[60, 0]),
        ),
        (
            "accounts.leaving.staff_mail_months.permanent: Input should be less",
            lambda values: values["accounts"]["leaving"]["staff_mail_months"].update(permanent=61),
        ),
        ("retention.account_days: Input should be greater", put("retention", "account_days", 0)),
        ("academic_year.starts: Value error, month must be", put("academic_year", "starts", "13-01")),
        ("domains.student: String should match", put("domains", "student", "Etu.Umontpellier.fr")),
        ("mail.sender: String should match", put("mail", "sender", "nobody")),
        ("mail.sender: String should match", put("mail", "sender", "a@b.fr\nBcc: all@b.fr")),
        ("charter.version: String should match", put("charter", "version", "../secret")),
        ("fees.national: Tuple should have at least 1", put("fees", "national", [])),
        ("fees.national.0.amount_cents: Input should be", lambda v: v["fees"]["national"][0].update(amount_cents=-1)),
        ("fees.national.1.level: Input should be", lambda v: v["fees"]["national"][1].update(level="bachelor")),
        ("fees.national.2.valid_from: Input should be", lambda v: v["fees"]["national"][2].update(valid_from="soon")),
        ("components: Tuple should have at least 1", lambda values: values.update(components=[])),
        ("components.0.code: String should match", lambda values: values["components"][0].update(code="éco")),
        ("the code ECO stands twice", lambda values: values["components"].append(values["components"][0])),
        ("openings.mail.en: Field required", lambda values: values["openings"]["mail"].pop("en")),
        ("accessibility_audit: Value error, criteria_met is", lambda values: audited(values, applicable=50, met=51)),
        ("accessibility_audit.criteria_applicable: Input", lambda values: audited(values, applicable=107, met=1)),
    ],
)
def test_a_wrong_key_is_named_with_what_is_expected(named: str, change: Change) -> None:
    with pytest.raises(InstitutionError) as refusal:
        parsed(change)

    assert "institution.toml is not right" in str(refusal.value)
    assert named in str(refusal.value)


def test_every_wrong_key_is_named_at_once() -> None:
    def spoil(values: dict[str, Any]) -> None:
        values["colour"] = "red"
        values["mail"]["sender"] = "nobody"

    with pytest.raises(InstitutionError) as refusal:
        parsed(spoil)

    assert len(str(refusal.value).splitlines()) == 3


@given(
    st.dictionaries(st.text(max_size=20), st.none() | st.integers() | st.text(max_size=20) | st.just({}), max_size=5)
)
def test_whatever_the_file_holds_it_is_refused_in_words(values: dict[str, Any]) -> None:
    with pytest.raises(InstitutionError, match=r"institution\.toml is not right"):
        institution.parse(values, source="institution.toml")


@given(st.dates())
def test_a_day_of_the_year_is_taken_when_every_year_has_it(day: Any) -> None:
    written = f"{day:%m-%d}"

    if written == "02-29":
        with pytest.raises(InstitutionError):
            parsed(put("accounts", "student_access_ends", written))
    else:
        assert parsed(put("accounts", "student_access_ends", written)).accounts.student_access_ends == written


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(InstitutionError, match=r"nulle-part\.toml cannot be read .*: PERISTYLE_INSTITUTION"):
        institution.read(tmp_path / "nulle-part.toml")


def test_a_file_that_is_no_toml_says_where(folder: Path) -> None:
    (folder / "institution.toml").write_text("name = \n", encoding="utf-8")

    with pytest.raises(InstitutionError, match=r"is not valid TOML.*line 1"):
        institution.read(folder / "institution.toml")


@pytest.mark.parametrize("text", ["charter-2026-1.en.md", "legal-notice.fr.md", "personal-data.en.md"])
def test_a_text_that_pages_need_must_stand_beside_the_file(folder: Path, text: str) -> None:
    (folder / text).unlink()

    with pytest.raises(InstitutionError, match=f"wants the text {text}"):
        institution.read(folder / "institution.toml")


def test_the_house_does_not_start_on_a_wrong_file(folder: Path, settings: Settings) -> None:
    settings.PERISTYLE_INSTITUTION = folder / "nulle-part.toml"
    institution.current.cache_clear()

    problems = [problem.msg for problem in run_checks() if problem.id == "peristyle.E001"]

    institution.current.cache_clear()
    assert len(problems) == 1
    assert "cannot be read" in problems[0]


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        ("lea@etu.umontpellier.fr", True),
        ("LEA@ETU.UMONTPELLIER.FR", True),
        ("lea@umontpellier.fr", True),
        ("lea@cptext.umontpellier.fr", True),
        ("lea@notumontpellier.fr", False),
        ("lea@example.org", False),
        ("", False),
    ],
)
def test_the_institution_knows_its_own_addresses(address: str, ours: bool) -> None:  # noqa: FBT001 — a column of the table
    assert parsed().owns_address(address) == ours


def test_delays_are_durations() -> None:
    rules = parsed().accounts

    assert rules.activation_delay.total_seconds() == 15 * 60
    assert rules.activation_link_life.total_seconds() == 24 * 3600
    assert rules.reset_link_life.total_seconds() == 3600
