"""Copy the offer of a year to another, in one act."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.curriculum.actions.offer.link_unit import Circular
from peristyle.curriculum.actions.open_year import open_year
from peristyle.curriculum.models import AcademicYear, ChoiceList, Offering, TeachingUnit, UnitLink
from peristyle.curriculum.queries import Copy, copy_to_make, graph_of
from peristyle.curriculum.rules.graph import cycle_closed_by
from peristyle.people.public import Person


def copy_year(source: int, target: int, scopes: frozenset[str] | None, *, by: Person | None) -> Copy:
    """Add to `target` what `source` has where nothing stands there yet: links, lists, hours, capacities. Twice is once.

    Raises Circular, when what was begun in the target year contradicts the copy.
    """
    open_year(target)
    with transaction.atomic():
        AcademicYear.objects.select_for_update().get(pk=target)
        copy = copy_to_make(source, target, scopes)
        _refuse_circles(copy, target)
        lists = _copied_lists(copy.lists, target)
        UnitLink.objects.bulk_create(
            UnitLink(
                step_id=link.step_id,
                parent_id=link.parent_id,
                unit_id=link.unit_id,
                year_id=target,
                list=lists[link.list_id] if link.list_id else None,
                order=link.order,
                coefficient_hundredths=link.coefficient_hundredths,
                credits_tenths=link.credits_tenths,
            )
            for link in copy.links
        )
        Offering.objects.bulk_create(
            Offering(
                unit_id=each.unit_id,
                year_id=target,
                cm_minutes=each.cm_minutes,
                td_minutes=each.td_minutes,
                tp_minutes=each.tp_minutes,
                capacity=each.capacity,
            )
            for each in copy.offerings
        )
        record("curriculum.copy_year", actor=by, source=source, target=target, links=len(copy.links))
    return copy


def _copied_lists(lists: tuple[ChoiceList, ...], target: int) -> dict[int, ChoiceList]:
    """The new lists, by the ids of the former ones."""
    made = ChoiceList.objects.bulk_create(
        ChoiceList(
            step_id=each.step_id,
            parent_id=each.parent_id,
            year_id=target,
            label_fr=each.label_fr,
            label_en=each.label_en,
            minimum=each.minimum,
            maximum=each.maximum,
        )
        for each in lists
    )
    return {former.pk: new for former, new in zip(lists, made, strict=True)}


def _refuse_circles(copy: Copy, target: int) -> None:
    children = graph_of(target)
    for link in copy.links:
        if link.parent_id is None:
            continue
        circle = cycle_closed_by(children, link.parent_id, link.unit_id)
        if circle:
            codes = dict(TeachingUnit.objects.filter(pk__in=circle).values_list("pk", "code"))
            raise Circular(tuple(codes[each] for each in circle))
        children.setdefault(link.parent_id, []).append(link.unit_id)
