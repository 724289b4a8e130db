"""Who can sign in to a demonstration university."""

import os
import subprocess
import sys

_QUESTION = """
import django; django.setup()
from peristyle.accounts.public import Account
from peristyle.demo.public import PASSWORD
logins = Account.objects.filter(activation__isnull=False, suspensions=None, login__contains="@etu.",
    person__affiliations__ends_on__year__gte=2027).values_list("login", flat=True).order_by("id")[:{count}]
print(PASSWORD, *logins)
"""


def active_logins(environment: dict[str, str], count: int) -> tuple[list[str], str]:
    """The identifiers of students with an active account, and the password they share."""
    surroundings = {**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "peristyle.config.settings.embedded"}
    question = [sys.executable, "-c", _QUESTION.format(count=count)]
    answer = subprocess.run(question, env=surroundings, check=True, capture_output=True, text=True).stdout
    password, *logins = answer.split()
    return logins, password
