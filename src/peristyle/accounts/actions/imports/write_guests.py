"""Write a batch of a file of guests: persons, stays, accounts."""

from collections.abc import Sequence

from django.db.models import Q

from peristyle.accounts.actions.guests.invite_guest import take_in
from peristyle.accounts.actions.guests.stays import StayTooLong, check_last_day
from peristyle.accounts.queries import present_stay
from peristyle.accounts.rules.capabilities import INVITE_GUEST
from peristyle.accounts.rules.people_files.guest_rows import GuestRow
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.importing.carrying import Written
from peristyle.kernel.importing.problems import Problem
from peristyle.kernel.permissions import can
from peristyle.kernel.tokens import digest
from peristyle.people.public import Person, Sponsorship, recognise_or_register, update_affiliation, update_person

SOURCE = "guest file"


class _Refused(Exception):
    """The line contradicts what is known."""

    def __init__(self, code: str, column: str, value: str) -> None:
        super().__init__(code)
        self.code, self.column, self.value = code, column, value


def write_guests(rows: Sequence[GuestRow], *, by: Person | None) -> Written:
    """Take each guest in, or bring their stay up to date. Whoever is not known and has left already is left alone."""
    written = Written()
    sponsors = _sponsors(rows)
    stays = Sponsorship.objects.filter(
        affiliation__source=SOURCE, affiliation__source_reference__in=[_reference(row) for row in rows]
    )
    known = {stay.affiliation.source_reference: stay for stay in stays.select_related("affiliation__person", "sponsor")}
    for row in rows:
        stay = known.get(_reference(row))
        try:
            if stay is not None:
                written.updated += _bring_up_to_date(stay, row, sponsors, by)
            elif row.ends_on >= clock.today():
                _take_in(row, sponsors, by)
                written.added += 1
        except _Refused as refused:
            written.problems.append(Problem(row.line, refused.code, refused.column, refused.value))
    return written


def _take_in(row: GuestRow, sponsors: dict[str, Person], by: Person | None) -> None:
    sponsor = _sponsor(row, sponsors)
    _check_end(row)
    names = {name: row.person[name] for name in ("birth_name", "given_name", "birth_date")}
    guest = recognise_or_register(**names, email=row.email)
    if present_stay(guest):
        raise _Refused("already_invited", "mail", guest.display_name)
    update_person(guest, **row.person)
    take_in(
        guest,
        sponsor=sponsor,
        reason=row.reason,
        starts_on=row.starts_on or clock.today(),
        ends_on=row.ends_on,
        source=SOURCE,
        source_reference=_reference(row),
    )
    record("accounts.invite_guest", actor=by, acting_for=sponsor, subject=guest, ends_on=row.ends_on.isoformat())


def _bring_up_to_date(stay: Sponsorship, row: GuestRow, sponsors: dict[str, Person], by: Person | None) -> bool:
    tie = stay.affiliation
    if tie.ends_on != row.ends_on and row.ends_on >= clock.today():
        _check_end(row)
    starts_on = row.starts_on or min(tie.starts_on, row.ends_on)
    changed = update_affiliation(tie, starts_on=starts_on, ends_on=row.ends_on, voided_on=None)
    changed += update_person(tie.person, **row.person)
    sponsor = sponsors.get(row.sponsor)
    if stay.reason != row.reason or (sponsor and stay.sponsor != sponsor):
        stay.reason, stay.sponsor = row.reason, _sponsor(row, sponsors)
        stay.save(update_fields=["reason", "sponsor"])
        changed.append("sponsorship")
    if changed:
        record("accounts.update_from_file", actor=by, subject=tie.person, changed=changed)
    return bool(changed)


def _sponsors(rows: Sequence[GuestRow]) -> dict[str, Person]:
    """Those whom the file names as sponsors, by staff number and by identifier."""
    named = {row.sponsor for row in rows}
    numbers = Q(staff_number__in=[name.upper() for name in named])
    found = Person.objects.filter(numbers | Q(account__login__in=named), merged_into=None, erased_at=None)
    sponsors: dict[str, Person] = {}
    for person in found.select_related("account").prefetch_related("roles", "affiliations"):
        sponsors |= {name.lower(): person for name in _names(person)}
    return sponsors


def _names(person: Person) -> list[str]:
    account = getattr(person, "account", None)
    return [*([person.staff_number] if person.staff_number else []), *([account.login] if account else [])]


def _sponsor(row: GuestRow, sponsors: dict[str, Person]) -> Person:
    sponsor = sponsors.get(row.sponsor)
    if sponsor is None:
        raise _Refused("unknown_sponsor", "parrain", row.sponsor)
    if not can(sponsor, INVITE_GUEST):
        raise _Refused("sponsor_may_not", "parrain", sponsor.display_name)
    return sponsor


def _check_end(row: GuestRow) -> None:
    try:
        check_last_day(row.ends_on)
    except StayTooLong:
        raise _Refused("stay_too_long", "fin", f"{row.ends_on:%d/%m/%Y}") from None


def _reference(row: GuestRow) -> str:
    # Within the length of a reference, and no address in it.
    return digest(row.key)[:40]
