"""Two browsers of one holder change the password at the same instant."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from peristyle.accounts.actions.change_password import PresentPasswordWrong, change_password
from peristyle.accounts.models import SecurityAlert
from peristyle.accounts.rules.life_cycle import State
from tests.accounts.factories import account_in, fresh
from tests.harness.inhabitants import PASSWORD


@pytest.mark.usefixtures("several_writers")
@pytest.mark.django_db(transaction=True)
def test_of_many_changes_at_once_one_wins() -> None:
    account, contenders = account_in(State.ACTIVE), 8
    together, outcomes = Barrier(contenders), []

    def change(number: int) -> None:
        own = fresh(account)
        together.wait(timeout=30)
        try:
            change_password(own, PASSWORD, f"soleil-tortue-93-bleu-{number}", session="", end_others=True)
            outcomes.append(number)
        except PresentPasswordWrong:
            outcomes.append(None)
        finally:
            connection.close()

    threads = [Thread(target=change, args=(number,)) for number in range(contenders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    (winner,) = (outcome for outcome in outcomes if outcome is not None)
    assert len(outcomes) == contenders
    assert fresh(account).check_password(f"soleil-tortue-93-bleu-{winner}")
    assert SecurityAlert.objects.count() == 1
