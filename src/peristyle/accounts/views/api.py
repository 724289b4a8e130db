"""What programs may read with a personal token."""

from django.http import HttpRequest, JsonResponse

from peristyle.accounts.models import Account
from peristyle.accounts.views.bearer import token_required
from peristyle.kernel.transactions import reads


@token_required("profile")
@reads
def me(request: HttpRequest, account: Account) -> JsonResponse:  # noqa: ARG001 — Django's signature
    """Who the token's holder is: name, identifier, ties, roles."""
    person = account.person
    ties = [affiliation for affiliation in person.affiliations.all() if affiliation.voided_on is None]
    response = JsonResponse(
        {
            "name": person.display_name,
            "given_name": person.shown_given_name,
            "family_name": person.shown_name,
            "identifier": account.login,
            "mail": account.login,
            "language": person.language,
            "affiliations": [
                {
                    "kind": affiliation.kind,
                    "component": affiliation.component_id,
                    "starts_on": affiliation.starts_on,
                    "ends_on": affiliation.ends_on,
                }
                for affiliation in sorted(ties, key=lambda each: (each.starts_on, each.pk))
            ],
            "roles": [{"role": held.role, "component": held.scope} for held in person.held_roles()],
        }
    )
    response["Cache-Control"] = "no-store"
    return response
