"""Nobody acts on somebody with more power than themselves."""

from itertools import product

import pytest

from peristyle.accounts.role_words import ROLE_WORDS
from peristyle.accounts.rules.life_cycle import State
from peristyle.accounts.rules.power import POWER, may_act_on, power
from peristyle.accounts.state_words import STATE_WORDS
from peristyle.kernel.permissions import Role


def test_the_power_of_every_role_is_known() -> None:
    assert set(POWER) == set(Role)


def test_every_role_and_every_state_has_a_name() -> None:
    assert set(ROLE_WORDS) == set(Role)
    assert set(STATE_WORDS) == set(State)


@pytest.mark.parametrize(
    ("own", "theirs", "allowed"),
    [
        ([Role.HELPDESK_AGENT], [Role.STUDENT], True),
        ([Role.HELPDESK_AGENT], [], True),
        ([Role.HELPDESK_AGENT], [Role.HELPDESK_AGENT], True),
        ([Role.HELPDESK_AGENT], [Role.IT_STAFF], False),
        ([Role.HELPDESK_AGENT], [Role.STUDENT, Role.IT_STAFF], False),
        ([Role.REGISTRAR_OFFICER, Role.STAFF], [Role.HELPDESK_AGENT], False),
        ([Role.IT_STAFF], [Role.IT_STAFF], True),
        ([], [Role.REGISTRAR_OFFICER], False),
    ],
)
def test_who_may_act_on_whom(own: list[Role], theirs: list[Role], allowed: bool) -> None:  # noqa: FBT001
    assert may_act_on(own, theirs) is allowed


def test_of_two_people_one_at_least_may_act_on_the_other() -> None:
    for one, other in product(Role, Role):
        assert may_act_on([one], [other]) or may_act_on([other], [one])


def test_more_roles_never_mean_less_power() -> None:
    for one, other in product(Role, Role):
        assert power([one, other]) == max(power([one]), power([other]))
