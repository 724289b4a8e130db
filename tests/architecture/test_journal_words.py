"""What is recorded is told in plain words: every action of the journal has a name, and every name an action."""

import ast
from collections.abc import Iterator
from functools import cache

from peristyle.audit.words import rooms_with_words
from tests.harness.sources import modules, text_of


def test_every_action_that_is_recorded_has_a_name() -> None:
    assert sorted(action for action in recorded() if not is_named(action)) == []


def test_every_name_is_of_an_action_that_is_recorded() -> None:
    beginnings = tuple(action for action in recorded() if action.endswith("_"))

    assert sorted(name for name in names() if name not in recorded() and not name.startswith(beginnings)) == []


def names() -> set[str]:
    """The actions that have a name."""
    return {action for room in rooms_with_words() for action in room.actions}


def is_named(action: str) -> bool:
    """Whether an action, or every one that begins so, has a name."""
    return action in names() or (action.endswith("_") and any(name.startswith(action) for name in names()))


@cache
def recorded() -> set[str]:
    """The actions that the house records; one that ends with `_` is a beginning (an f-string)."""
    return {action for path in modules() for action in actions_of(ast.parse(text_of(path)))}


def actions_of(tree: ast.AST) -> Iterator[str]:
    """The first arguments of the calls of `record`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record" and node.args:
            yield from texts_of(node.args[0])


def texts_of(argument: ast.expr) -> Iterator[str]:
    """The texts that an argument may be."""
    if isinstance(argument, ast.JoinedStr):
        yield from texts_of(argument.values[0])
    elif isinstance(argument, ast.IfExp):
        yield from texts_of(argument.body)
        yield from texts_of(argument.orelse)
    elif isinstance(argument, ast.Constant):
        yield str(argument.value)
