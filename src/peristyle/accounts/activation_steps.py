"""The steps of the activation wizard: rooms above add theirs, the wizard knows none of them by name.

The charter comes first, the password last; a step from elsewhere stands between.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Form

from peristyle.kernel.services import Text
from peristyle.people.public import Person

Answers = dict[str, Any]


@dataclass(frozen=True)
class ActivationStep:
    """A page of the wizard: a form whose answers (JSON) wait in the session, and are acted upon at the end."""

    code: str
    title: Text
    order: int
    template: str
    make_form: Callable[[Person, Mapping[str, Any] | None, Answers], Form]
    finish: Callable[[Person, Answers], None]
    summary: Callable[[Person, Answers], list[tuple[Text, Text]]] = lambda _person, _answers: []


_steps: dict[str, ActivationStep] = {}


def register_activation_step(step: ActivationStep) -> None:
    """Add a step to the wizard."""
    _steps[step.code] = step


def activation_steps() -> list[ActivationStep]:
    """All steps in order."""
    return sorted(_steps.values(), key=lambda step: step.order)
