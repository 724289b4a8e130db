"""The door of the computing account."""

from peristyle.accounts.actions.open_account import open_account
from peristyle.accounts.actions.suspend import lift_suspension, suspend
from peristyle.accounts.actions.throttle import TooManyTries, check_wait, count_failure, forget_failures
from peristyle.accounts.activation_steps import ActivationStep, Answers, register_activation_step
from peristyle.accounts.models import Account, Activation, CharterAcceptance, GivenLogin, Session
from peristyle.accounts.queries import access_ends_at, account_of_person, state_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.accounts.rules.logins import candidates as login_candidates
from peristyle.accounts.views.sign_in import sign_in_form_page
from peristyle.accounts.words import masked, wait_in_words

__all__ = [
    "Account",
    "Activation",
    "ActivationStep",
    "Answers",
    "CharterAcceptance",
    "GivenLogin",
    "Session",
    "State",
    "TooManyTries",
    "access_ends_at",
    "account_of_person",
    "check_wait",
    "count_failure",
    "forget_failures",
    "lift_suspension",
    "login_candidates",
    "masked",
    "open_account",
    "register_activation_step",
    "sign_in_form_page",
    "state_of",
    "suspend",
    "wait_in_words",
]
