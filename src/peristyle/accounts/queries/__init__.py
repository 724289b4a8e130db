"""Reading accounts and what belongs to them."""

from peristyle.accounts.queries.accounts import (
    access_ends_at,
    account_of_person,
    account_with_facts,
    accounts_with_facts,
    has_accepted_charter,
    lacks_charter,
    link_in_progress,
    link_of_token,
    newest_link,
    newest_links,
    state_of,
    suspension_in_force,
)
from peristyle.accounts.queries.alerts import letter_of_token, letter_state
from peristyle.accounts.queries.arrivals import Arrival, account_to_sign_in
from peristyle.accounts.queries.closing import explanation_of, newest_extension, waiting_extensions
from peristyle.accounts.queries.contacts import (
    Contact,
    awaited_change,
    change_of_token,
    change_state,
    present_contact,
)
from peristyle.accounts.queries.data_exports import newest_export
from peristyle.accounts.queries.factors import (
    app_to_confirm,
    apps_of,
    credentials_of,
    factors_of,
    has_second_factor,
    lacks_second_factor,
    must_keep_factor,
    passkeys_of,
    recovery_codes_left,
    remembered_devices_of,
)
from peristyle.accounts.queries.facts import facts_of
from peristyle.accounts.queries.own import (
    charters_accepted,
    declined_topics,
    has_signed_in_before,
    live_tokens,
    open_sessions,
    personal_tokens,
    sign_ins,
    wants_notice,
)
from peristyle.accounts.queries.people import ids_found, names_of_persons, people_found, person_seen_by
from peristyle.accounts.queries.people_imports import people_imports
from peristyle.accounts.queries.recoveries import recoveries_seen_by, recoveries_waiting
from peristyle.accounts.queries.stays import (
    member_told_by,
    present_stay,
    stays_sponsored_by,
    stays_to_warn_of,
    stays_visible_to,
)
from peristyle.accounts.queries.suspensions import suspensions_in_force
from peristyle.accounts.queries.visits import visit_by_id

__all__ = [
    "Arrival",
    "Contact",
    "access_ends_at",
    "account_of_person",
    "account_to_sign_in",
    "account_with_facts",
    "accounts_with_facts",
    "app_to_confirm",
    "apps_of",
    "awaited_change",
    "change_of_token",
    "change_state",
    "charters_accepted",
    "credentials_of",
    "declined_topics",
    "explanation_of",
    "factors_of",
    "facts_of",
    "has_accepted_charter",
    "has_second_factor",
    "has_signed_in_before",
    "ids_found",
    "lacks_charter",
    "lacks_second_factor",
    "letter_of_token",
    "letter_state",
    "link_in_progress",
    "link_of_token",
    "live_tokens",
    "member_told_by",
    "must_keep_factor",
    "names_of_persons",
    "newest_export",
    "newest_extension",
    "newest_link",
    "newest_links",
    "open_sessions",
    "passkeys_of",
    "people_found",
    "people_imports",
    "person_seen_by",
    "personal_tokens",
    "present_contact",
    "present_stay",
    "recoveries_seen_by",
    "recoveries_waiting",
    "recovery_codes_left",
    "remembered_devices_of",
    "sign_ins",
    "state_of",
    "stays_sponsored_by",
    "stays_to_warn_of",
    "stays_visible_to",
    "suspension_in_force",
    "suspensions_in_force",
    "visit_by_id",
    "waiting_extensions",
    "wants_notice",
]
