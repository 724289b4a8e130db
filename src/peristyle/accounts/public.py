"""The door of the computing account."""

from peristyle.accounts.actions.open_account import open_account
from peristyle.accounts.actions.suspend import lift_suspension, suspend
from peristyle.accounts.activation_steps import ActivationStep, Answers, register_activation_step
from peristyle.accounts.models import Account, Activation, GivenLogin, Session
from peristyle.accounts.queries import access_ends_at, account_of_person, state_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.accounts.views.sign_in import sign_in_form_page

__all__ = [
    "Account",
    "Activation",
    "ActivationStep",
    "Answers",
    "GivenLogin",
    "Session",
    "State",
    "access_ends_at",
    "account_of_person",
    "lift_suspension",
    "open_account",
    "register_activation_step",
    "sign_in_form_page",
    "state_of",
    "suspend",
]
