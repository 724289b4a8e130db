"""The door of the computing account."""

from peristyle.accounts.account_sections import AccountSection, register_account_section
from peristyle.accounts.actions.alert import alert
from peristyle.accounts.actions.challenge import is_met as challenge_is_met
from peristyle.accounts.actions.challenge import new_challenge
from peristyle.accounts.actions.closing.ask_extension import ask_extension
from peristyle.accounts.actions.factors.remove_factor import reset_factors
from peristyle.accounts.actions.imports.request_import import import_people
from peristyle.accounts.actions.open_account import open_account
from peristyle.accounts.actions.recovery.ask_recovery import ask_recovery
from peristyle.accounts.actions.suspend import lift_suspension, suspend
from peristyle.accounts.actions.throttle import (
    TooManyTries,
    check_wait,
    count_failure,
    count_failure_at_page,
    forget_failures,
    page_is_hammered,
)
from peristyle.accounts.actions.tokens.create_token import create_token
from peristyle.accounts.actions.tokens.use_token import token_holder
from peristyle.accounts.activation_steps import ActivationStep, Answers, register_activation_step
from peristyle.accounts.connected_applications import ConnectedApplication, register_connected_applications
from peristyle.accounts.models import (
    Account,
    Activation,
    AlertKind,
    AuthenticatorApp,
    CharterAcceptance,
    GivenLogin,
    IdentityDocument,
    PeopleFileKind,
    PeopleImport,
    RefusedPerson,
    Session,
)
from peristyle.accounts.newcomers import Standing, register_newcomers
from peristyle.accounts.notice_topics import NoticeTopic, register_notice_topic
from peristyle.accounts.queries import (
    access_ends_at,
    account_of_person,
    factors_of,
    has_second_factor,
    state_of,
    wants_notice,
)
from peristyle.accounts.reclaiming import register_reclaim
from peristyle.accounts.rules.authenticator import code_of, step_at
from peristyle.accounts.rules.life_cycle import State
from peristyle.accounts.rules.logins import candidates as login_candidates
from peristyle.accounts.state_words import STATE_WORDS
from peristyle.accounts.token_scopes import register_token_scope
from peristyle.accounts.views.bearer import token_required
from peristyle.accounts.views.sign_in import sign_in_form_page
from peristyle.accounts.words import factor_in_words, masked, wait_in_words

__all__ = [
    "STATE_WORDS",
    "Account",
    "AccountSection",
    "Activation",
    "ActivationStep",
    "AlertKind",
    "Answers",
    "AuthenticatorApp",
    "CharterAcceptance",
    "ConnectedApplication",
    "GivenLogin",
    "IdentityDocument",
    "NoticeTopic",
    "PeopleFileKind",
    "PeopleImport",
    "RefusedPerson",
    "Session",
    "Standing",
    "State",
    "TooManyTries",
    "access_ends_at",
    "account_of_person",
    "alert",
    "ask_extension",
    "ask_recovery",
    "challenge_is_met",
    "check_wait",
    "code_of",
    "count_failure",
    "count_failure_at_page",
    "create_token",
    "factor_in_words",
    "factors_of",
    "forget_failures",
    "has_second_factor",
    "import_people",
    "lift_suspension",
    "login_candidates",
    "masked",
    "new_challenge",
    "open_account",
    "page_is_hammered",
    "register_account_section",
    "register_activation_step",
    "register_connected_applications",
    "register_newcomers",
    "register_notice_topic",
    "register_reclaim",
    "register_token_scope",
    "reset_factors",
    "sign_in_form_page",
    "state_of",
    "step_at",
    "suspend",
    "token_holder",
    "token_required",
    "wait_in_words",
    "wants_notice",
]
