"""Tie a person to the university."""

from datetime import date

from peristyle.people.models import Affiliation, AffiliationKind, Component, Person


def open_affiliation(
    person: Person,
    kind: AffiliationKind,
    *,
    starts_on: date,
    ends_on: date | None,
    source: str,
    source_reference: str,
    component: Component | None = None,
    category: str = "",
) -> Affiliation:
    """Open an affiliation, once per reference of the source: a second call with the same one changes its dates only."""
    dates = {"starts_on": starts_on, "ends_on": ends_on, "voided_on": None}
    affiliation, _ = Affiliation.objects.update_or_create(
        source=source,
        source_reference=source_reference,
        defaults=dates,
        create_defaults={"person": person, "kind": kind, "category": category, "component": component, **dates},
    )
    return affiliation
