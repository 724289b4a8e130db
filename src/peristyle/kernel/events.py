"""Facts announced by a room, heard by the rooms above it once they are committed.

An event is a frozen dataclass in the room's `events.py`. What must not be lost is a task, or is written by a listener
that takes part in the transaction itself.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.db import transaction

Event = TypeVar("Event")
_listeners: dict[type, list[Callable[[Any], None]]] = defaultdict(list)
_partakers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(event_type: type[Event], listener: Callable[[Event], None]) -> None:
    """Have `listener` called with each `event_type` once its transaction is committed."""
    if listener not in _listeners[event_type]:
        _listeners[event_type].append(listener)


def take_part(event_type: type[Event], listener: Callable[[Event], None]) -> None:
    """Have `listener` called by `emit` itself: the little it writes stands or falls with the fact."""
    if listener not in _partakers[event_type]:
        _partakers[event_type].append(listener)


def emit(event: object) -> None:
    """Announce a fact: its listeners hear it when the present transaction is committed, never if it is not.

    A listener that fails is logged and does not keep the others from hearing; one that takes part is heard at once.
    """
    for listener in _partakers[type(event)]:
        listener(event)
    for listener in _listeners[type(event)]:
        transaction.on_commit(_telling(listener, event), robust=True)


def _telling(listener: Callable[[Any], None], event: object) -> Callable[[], None]:
    # Django logs a failure by the name of what it called: a partial has none.
    @wraps(listener)
    def tell() -> None:
        listener(event)

    return tell
