"""What officers, agents and IT may do about somebody's account; an officer's composante bounds what they may."""

from peristyle.kernel.permissions import Role

SEARCH_PEOPLE = "accounts.search_people"
SEND_ACTIVATION = "accounts.send_activation"
RECOVER = "accounts.recover"
SUSPEND = "accounts.suspend"
END_SESSIONS = "accounts.end_sessions"
SEE_AS = "accounts.see_as"
READ_TIMELINE = "accounts.read_timeline"
RESET_FACTORS = "accounts.reset_factors"
EXTEND = "accounts.extend"
INVITE_GUEST = "accounts.invite_guest"
MANAGE_GUESTS = "accounts.manage_guests"
IMPORT_PEOPLE = "accounts.import_people"
GIVE_ROLES = "accounts.give_roles"

_AGENTS = (SEARCH_PEOPLE, SEND_ACTIVATION, RECOVER, SUSPEND, END_SESSIONS, SEE_AS, READ_TIMELINE)
OF_ROLES: dict[Role, tuple[str, ...]] = {
    Role.TEACHER: (INVITE_GUEST,),
    Role.STAFF: (INVITE_GUEST,),
    Role.REGISTRAR_OFFICER: (SEARCH_PEOPLE, SEND_ACTIVATION),
    Role.HELPDESK_AGENT: (*_AGENTS, INVITE_GUEST, MANAGE_GUESTS),
    # An agent resets second factors through an assisted recovery only: with a second agent, or a delay.
    Role.IT_STAFF: (*_AGENTS, RESET_FACTORS, EXTEND, INVITE_GUEST, MANAGE_GUESTS, IMPORT_PEOPLE, GIVE_ROLES),
}
