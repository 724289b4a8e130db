"""The tables of the computing account."""

from peristyle.accounts.models.account import Account, Activation, CharterAcceptance, GivenLogin, Suspension
from peristyle.accounts.models.mailed_link import LinkPurpose, MailedLink
from peristyle.accounts.models.session import Session, Throttle

__all__ = [
    "Account",
    "Activation",
    "CharterAcceptance",
    "GivenLogin",
    "LinkPurpose",
    "MailedLink",
    "Session",
    "Suspension",
    "Throttle",
]
