"""« Identité »: what the university knows of its holder."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from peristyle.kernel.access import account_of, signed_in
from peristyle.kernel.transactions import reads


@signed_in
@reads
def identity(request: HttpRequest) -> HttpResponse:
    """Civil status, usual names, numbers and ties as recorded, with how to have them corrected."""
    person = account_of(request).person
    facts = {
        "person": person,
        "national_id": "•" * 8 + person.national_id[-3:] if person.national_id else "",
        "affiliations": person.affiliations.filter(voided_on=None)
        .select_related("component")
        .order_by("-starts_on", "-pk"),
    }
    return render(request, "accounts/own/identity.html", facts)
