"""The tables of the computing account."""

from peristyle.accounts.models.account import (
    Account,
    Activation,
    CharterAcceptance,
    Contrast,
    GivenLogin,
    Suspension,
    Theme,
)
from peristyle.accounts.models.alert import AlertKind, AlertLetter, SecurityAlert
from peristyle.accounts.models.closing import ClosingNotice, Extension
from peristyle.accounts.models.contact_change import ContactChange, ContactKind
from peristyle.accounts.models.data_export import DataExport
from peristyle.accounts.models.declined_notice import DeclinedNotice
from peristyle.accounts.models.factors import (
    AuthenticatorApp,
    Passkey,
    PasskeyChallenge,
    PasskeyPurpose,
    RecoveryCode,
    RememberedDevice,
)
from peristyle.accounts.models.mailed_link import LinkPurpose, MailedLink
from peristyle.accounts.models.people_import import PeopleFileKind, PeopleImport, RefusedPerson
from peristyle.accounts.models.personal_token import PersonalToken
from peristyle.accounts.models.recovery import AssistedRecovery, IdentityDocument
from peristyle.accounts.models.session import Session, Throttle
from peristyle.accounts.models.visit import Visit

__all__ = [
    "Account",
    "Activation",
    "AlertKind",
    "AlertLetter",
    "AssistedRecovery",
    "AuthenticatorApp",
    "CharterAcceptance",
    "ClosingNotice",
    "ContactChange",
    "ContactKind",
    "Contrast",
    "DataExport",
    "DeclinedNotice",
    "Extension",
    "GivenLogin",
    "IdentityDocument",
    "LinkPurpose",
    "MailedLink",
    "Passkey",
    "PasskeyChallenge",
    "PasskeyPurpose",
    "PeopleFileKind",
    "PeopleImport",
    "PersonalToken",
    "RecoveryCode",
    "RefusedPerson",
    "RememberedDevice",
    "SecurityAlert",
    "Session",
    "Suspension",
    "Theme",
    "Throttle",
    "Visit",
]
