"""What is particular to an institution: `institution.toml`, read once, checked, with errors that name the key."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from unicodedata import normalize

from django.conf import settings
from pydantic import Field, StringConstraints, ValidationError, model_validator

from peristyle.kernel.fees import Fees
from peristyle.kernel.permissions import Role
from peristyle.kernel.sections import Address, Domain, MonthDay, Section, WebAddress


class InstitutionError(Exception):
    """The institution's file is missing or wrong; the message says which key and what is expected."""


AnySection = TypeVar("AnySection", bound=Section)


class Domains(Section):
    """The domains of identifiers, which are also mail domains."""

    student: Domain
    staff: Domain
    external: Domain


class Contact(Section):
    """Where people may turn to."""

    mail: Address
    phone: str = ""
    hours_fr: str = ""
    hours_en: str = ""


class Legal(Section):
    """What the law, and our licence, want published (LCEN, RGPD, RGAA, AGPL)."""

    seat: str
    phone: str
    publication_director: str
    host_name: str
    host_address: str
    host_phone: str
    data_protection_officer: Address
    accessibility_contact: Address
    accessibility_scheme: WebAddress | None = None
    accessibility_action_plan: WebAddress | None = None
    source_code: WebAddress


class SecondFactor(Section):
    """Who must have more than a password: whoever may do much to others."""

    required_roles: tuple[Role, ...] = (
        Role.REGISTRAR_OFFICER,
        Role.PLANNER,
        Role.HELPDESK_AGENT,
        Role.IT_STAFF,
    )


class StaffMail(Section):
    """For how many months members of the staff keep their mail after their last day, by category."""

    permanent: Annotated[int, Field(ge=0, le=60)] = 0
    contract: Annotated[int, Field(ge=0, le=60)] = 0
    temporary: Annotated[int, Field(ge=0, le=60)] = 0
    other: Annotated[int, Field(ge=0, le=60)] = 0


class Leaving(Section):
    """What happens to the account of whoever leaves, besides the day their access ends."""

    warning_days: tuple[Annotated[int, Field(ge=1, le=365)], ...] = (60, 30, 10, 1)
    guest_closing_days: Annotated[int, Field(ge=0, le=365)] = 30
    staff_mail_months: StaffMail = StaffMail()
    extension_months_at_most: Annotated[int, Field(ge=0, le=60)] = 12


class AssistedRecoveryRules(Section):
    """How long an agent's word alone waits, and for how long a second agent may confirm what needs two."""

    waiting_hours: Annotated[int, Field(ge=1, le=168)] = 24
    second_agent_days: Annotated[int, Field(ge=1, le=30)] = 7

    @property
    def wait(self) -> timedelta:
        """After so long one agent's word is enough, if nobody objected."""
        return timedelta(hours=self.waiting_hours)

    @property
    def patience(self) -> timedelta:
        """After so long what no second agent confirmed is given up."""
        return timedelta(days=self.second_agent_days)


class AccountRules(Section):
    """The delays and choices of the computing account."""

    activation_delay_minutes: Annotated[int, Field(ge=0, le=10_080)] = 15
    activation_link_hours: Annotated[int, Field(ge=1, le=168)] = 24
    reset_link_hours: Annotated[int, Field(ge=1, le=24)] = 1
    closing_days: Annotated[int, Field(ge=0, le=365)] = 30
    session_hours: Annotated[int, Field(ge=1, le=72)] = 12
    password_profile: Literal["um-seed", "cnil-50-throttled", "cnil-80", "nist-asvs"] = "um-seed"  # noqa: S105
    student_access_ends: MonthDay = "12-31"
    second_factor: SecondFactor = SecondFactor()
    leaving: Leaving = Leaving()
    assisted_recovery: AssistedRecoveryRules = AssistedRecoveryRules()

    @property
    def activation_delay(self) -> timedelta:
        """Time between the payment and the activation mail."""
        return timedelta(minutes=self.activation_delay_minutes)

    @property
    def activation_link_life(self) -> timedelta:
        """How long an activation link is valid."""
        return timedelta(hours=self.activation_link_hours)

    @property
    def reset_link_life(self) -> timedelta:
        """How long a password reset link is valid."""
        return timedelta(hours=self.reset_link_hours)


class Retention(Section):
    """How long personal data outlive their use; decision 0014 says why."""

    account_days: Annotated[int, Field(ge=1, le=3650)] = 90
    accounting_years: Annotated[int, Field(ge=1, le=50)] = 10
    journal_months: Annotated[int, Field(ge=1, le=120)] = 12
    supporting_document_days: Annotated[int, Field(ge=1, le=3650)] = 365
    task_days: Annotated[int, Field(ge=1, le=365)] = 30


class GuestRules(Section):
    """What members of the university may grant to those whom they invite."""

    longest_stay_days: Annotated[int, Field(ge=1, le=1096)] = 365
    most_per_sponsor: Annotated[int, Field(ge=1, le=1000)] = 30
    sponsor_warning_days: Annotated[int, Field(ge=1, le=90)] = 14


class Charter(Section):
    """The charter in force; its text stands beside the file in `charter-<version>.<language>.md`."""

    version: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z.-]{1,20}$")]


class AcademicCalendar(Section):
    """When an academic year starts."""

    starts: MonthDay = "09-01"


DecisionName = Literal["repeated_step", "gap_year", "special_regime", "national_id_taken"]


class DecisionsOnFiles(Section):
    """The enrolment files that an officer decides upon, and the decisions that the payment waits for."""

    repeated_step_from: Annotated[int, Field(ge=2, le=20)] = 4
    wanted: tuple[DecisionName, ...] = ("repeated_step", "gap_year", "special_regime", "national_id_taken")
    before_payment: tuple[DecisionName, ...] = ("repeated_step", "gap_year")


class ComponentEntry(Section):
    """A composante and its registrar's office."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{2,6}$")]
    name: str
    short_name: str
    registrar_mail: Address
    registrar_phone: str = ""


class ServiceOpening(Section):
    """What the tile of a service not built yet says."""

    fr: str
    en: str


class Place(Section):
    """Networks that people recognise by a name: a campus, the residence halls."""

    fr: str
    en: str
    networks: Annotated[tuple[IPv4Network | IPv6Network, ...], Field(min_length=1)]


class AccessibilityAudit(Section):
    """The last RGAA audit, once one was made."""

    made_on: date
    made_by: str
    criteria_applicable: Annotated[int, Field(ge=1, le=106)]
    criteria_met: Annotated[int, Field(ge=0, le=106)]
    failures_fr: tuple[str, ...] = ()
    failures_en: tuple[str, ...] = ()
    derogations_fr: tuple[str, ...] = ()
    derogations_en: tuple[str, ...] = ()
    outside_fr: tuple[str, ...] = ()
    outside_en: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _no_more_is_met_than_applies(self) -> "AccessibilityAudit":
        if self.criteria_met > self.criteria_applicable:
            raise ValueError("criteria_met is more than criteria_applicable")
        return self


class Mail(Section):
    """How the house writes."""

    sender: Address
    sender_name: str
    support: Contact


class TextMessages(Section):
    """The gateway that makes text messages of mails; `{number}` stands for the number, as in 33612345678."""

    address: Annotated[str, StringConstraints(pattern=r"^[^@\s{}]*\{number\}@[^@\s{}]+$")]


class Institution(Section):
    """The whole of `institution.toml`."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    name: str
    short_name: str
    city: str
    theme: str = "montpellier"
    links: dict[str, str] = Field(default_factory=dict)
    domains: Domains
    mail: Mail
    text_messages: TextMessages | None = None
    legal: Legal
    accounts: AccountRules = AccountRules()
    retention: Retention = Retention()
    guests: GuestRules = GuestRules()
    charter: Charter
    academic_year: AcademicCalendar = AcademicCalendar()
    fees: Fees
    decisions: DecisionsOnFiles = DecisionsOnFiles()
    components: Annotated[tuple[ComponentEntry, ...], Field(min_length=1)]
    openings: dict[str, ServiceOpening] = Field(default_factory=dict)
    places: tuple[Place, ...] = ()
    accessibility_audit: AccessibilityAudit | None = None

    def owns_address(self, address: str) -> bool:
        """Whether a mail address is one of the institution's own: no use as a personal address."""
        # Full-width letters are written as ours by the time a mail leaves.
        domain = normalize("NFKC", address.rpartition("@")[2]).lower()
        ours = (self.domains.student, self.domains.staff, self.domains.external)
        return any(domain == own or domain.endswith(f".{own}") for own in ours)

    @model_validator(mode="after")
    def _component_codes_are_unique(self) -> "Institution":
        codes = [component.code for component in self.components]
        repeated = sorted({code for code in codes if codes.count(code) > 1})
        if repeated:
            raise ValueError(f"components: the code {', '.join(repeated)} stands twice")
        return self


def parse(values: Mapping[str, Any], *, source: str) -> Institution:
    """Check the values of the file; raises InstitutionError with one line per wrong key."""
    return _checked(Institution, values, source)


def read(path: Path) -> Institution:
    """Read and check the file at `path`; raises InstitutionError."""
    try:
        institution = parse(_toml(path), source=str(path))
    except OSError as error:
        raise InstitutionError(
            f"{path} cannot be read ({error.strerror}): PERISTYLE_INSTITUTION must name an institution.toml"
        ) from error
    for name in (f"charter-{institution.charter.version}", "legal-notice", "personal-data"):
        for language in ("fr", "en"):
            if not (path.parent / f"{name}.{language}.md").is_file():
                raise InstitutionError(f"{path} wants the text {name}.{language}.md beside it")
    return institution


def beside(name: str, kind: type[AnySection]) -> AnySection | None:
    """Another file of the institution, which a room reads as its `kind`, or None. Raises InstitutionError."""
    path = Path(settings.PERISTYLE_INSTITUTION).parent / name
    return _checked(kind, _toml(path), str(path)) if path.is_file() else None


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InstitutionError(f"{path} is not valid TOML: {error}") from error


def _checked(kind: type[AnySection], values: Mapping[str, Any], source: str) -> AnySection:
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        lines = [
            f"  {'.'.join(str(part) for part in problem['loc']) or '(whole file)'}: {problem['msg']}"
            for problem in error.errors()
        ]
        raise InstitutionError(f"{source} is not right:\n" + "\n".join(lines)) from error


@cache
def current() -> Institution:
    """The institution this house serves."""
    return read(Path(settings.PERISTYLE_INSTITUTION))


def text(name: str, language: str) -> str:
    """A text of the institution written in Markdown beside its file, e.g. `charter-2026-1`."""
    return (Path(settings.PERISTYLE_INSTITUTION).parent / f"{name}.{language}.md").read_text(encoding="utf-8")
