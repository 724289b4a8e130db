"""Import a file of maquettes: taken, shown to its officer with what it would change, then carried out whole or not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from peristyle.audit.public import record
from peristyle.curriculum.actions.open_year import open_year
from peristyle.curriculum.models import AcademicYear, ChoiceList, MaquetteImport, Offering, TeachingUnit, UnitLink
from peristyle.curriculum.queries import known_offer, place_of, present_offer, units_by_code
from peristyle.curriculum.rules.capabilities import MANAGE_OFFER, Within
from peristyle.curriculum.rules.maquette_plan import Change, PlannedLine, plan
from peristyle.curriculum.rules.maquette_rows import LAYOUT, KnownOffer, MaquetteRow, Parent, check_lines
from peristyle.kernel.importing.carrying import Carrier, Written, carry_out, file_facts
from peristyle.kernel.importing.files import read
from peristyle.kernel.importing.problems import Problem
from peristyle.kernel.permissions import can
from peristyle.people.public import Person


@dataclass(frozen=True)
class Preview:
    """What a file would change, line by line, and what is wrong in it; with a problem, nothing is imported."""

    lines: tuple[PlannedLine, ...]
    problems: tuple[Problem, ...]

    def count(self, change: Change) -> int:
        """How many lines do this."""
        return sum(line.change == change for line in self.lines)


def take_maquettes(content: bytes, file_name: str, year: int, *, by: Person | None) -> MaquetteImport:
    """Keep the file; nothing is imported yet."""
    taken = MaquetteImport.objects.create(
        requested_by=by, year=open_year(year), **file_facts(content, file_name, all_or_nothing=True)
    )
    record("curriculum.take_maquettes", actor=by, subject=taken, file_name=taken.file_name, year=year)
    return taken


def preview_maquettes(taken: MaquetteImport) -> Preview:
    """What a file would change if it were imported now."""
    reading = read(taken.text, LAYOUT)
    checked = list(check_lines(reading.lines, _known(taken)))
    rows = [each for each in checked if isinstance(each, MaquetteRow)]
    problems = [*reading.problems, *(each for each in checked if isinstance(each, Problem))]
    planned = plan(rows, present_offer(rows, taken.year_id))
    return Preview(tuple(planned), tuple(sorted(problems, key=lambda each: each.line)))


def carry_out_maquettes(taken: MaquetteImport) -> MaquetteImport:
    """Import the whole file, or nothing of it when a line is wrong; the same file twice changes nothing."""
    carrier = Carrier(
        layout=LAYOUT,
        check=lambda lines: check_lines(lines, _known(taken)),
        write=lambda rows: _write(rows, taken.year_id),
        finished=lambda counts: record(
            "curriculum.import_maquettes", actor=taken.requested_by, subject=taken, year=taken.year_id, **counts
        ),
    )
    carry_out(taken, carrier, on_progress=lambda _done, _total: None)
    return taken


def _known(taken: MaquetteImport) -> KnownOffer:
    officer = taken.requested_by
    # Without an officer the file is the house's own: the demonstration's, or the command line's.
    return known_offer(
        taken.year_id, lambda component: officer is None or can(officer, MANAGE_OFFER, Within(component))
    )


def _write(rows: Sequence[MaquetteRow], year: int) -> Written:
    AcademicYear.objects.select_for_update().get(pk=year)
    planned = list(plan(rows, present_offer(rows, year)))
    todo = [line.row for line in planned if line.change != Change.UNCHANGED]
    units = _write_units(todo)
    units |= units_by_code({row.parent for row in todo if row.parent})
    Offering.objects.bulk_create(
        (
            Offering(
                unit=units[row.code],
                year_id=year,
                **dict(zip(_OFFERING, row.offering, strict=True)),
            )
            for row in _once(todo)
        ),
        update_conflicts=True,
        unique_fields=["unit", "year"],
        update_fields=_OFFERING,
    )
    _write_links(todo, units, _write_lists(todo, units, year), year)
    return Written(
        added=sum(line.change == Change.ADDED for line in planned),
        updated=sum(line.change == Change.UPDATED for line in planned),
    )


_OFFERING = ["cm_minutes", "td_minutes", "tp_minutes", "capacity"]


def _once(rows: Iterable[MaquetteRow]) -> Iterable[MaquetteRow]:
    return {row.code: row for row in rows}.values()


def _write_units(rows: Iterable[MaquetteRow]) -> dict[str, TeachingUnit]:
    TeachingUnit.objects.bulk_create(
        (
            TeachingUnit(
                code=row.code,
                name_fr=row.unit[0],
                name_en=row.unit[1],
                kind=row.unit[2],
                component_id=row.component,
            )
            for row in _once(rows)
        ),
        update_conflicts=True,
        unique_fields=["code"],
        # The composante that answers for a unit stays the one that made it.
        update_fields=["name_fr", "name_en", "kind"],
    )
    return units_by_code({row.code for row in rows})


def _placed(row: MaquetteRow, units: dict[str, TeachingUnit]) -> dict[str, object]:
    return {"parent": units[row.parent]} if row.parent else {"step_id": row.step_id}


def _write_lists(
    rows: Sequence[MaquetteRow], units: dict[str, TeachingUnit], year: int
) -> dict[tuple[Parent, str], ChoiceList]:
    wanted = {(row.place, row.list_label): row for row in rows if row.list_label}
    there = {
        (place_of(each), each.label_fr): each
        for each in ChoiceList.objects.filter(year=year, label_fr__in={label for _, label in wanted}).select_related(
            "parent"
        )
    }
    for key, row in wanted.items():
        if key not in there:
            there[key] = ChoiceList.objects.create(
                year_id=year,
                label_fr=row.list_label,
                minimum=row.bounds[0],
                maximum=row.bounds[1],
                **_placed(row, units),
            )
        else:
            ChoiceList.objects.filter(pk=there[key].pk).update(minimum=row.bounds[0], maximum=row.bounds[1])
    return there


def _write_links(
    rows: Sequence[MaquetteRow],
    units: dict[str, TeachingUnit],
    lists: dict[tuple[Parent, str], ChoiceList],
    year: int,
) -> None:
    for direct in (True, False):
        UnitLink.objects.bulk_create(
            (
                UnitLink(
                    unit=units[row.code],
                    year_id=year,
                    list=lists.get((row.place, row.list_label)),
                    order=row.order,
                    coefficient_hundredths=row.coefficient,
                    credits_tenths=row.credits,
                    **_placed(row, units),
                )
                for row in rows
                if direct == (not row.parent)
            ),
            update_conflicts=True,
            unique_fields=["step" if direct else "parent", "unit", "year"],
            update_fields=["list", "order", "coefficient_hundredths", "credits_tenths"],
        )
