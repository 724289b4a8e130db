"""What is wrong at start is told under an identifier that names one check, so that it may be looked up."""

import re
from collections import defaultdict

from tests.harness.sources import HOUSE, modules, text_of


def test_no_two_rooms_tell_their_problems_under_the_same_identifier() -> None:
    rooms = defaultdict(set)
    for path in modules():
        for identifier in re.findall(r'id="(peristyle\.E\d+)"', text_of(path)):
            rooms[identifier].add(path.relative_to(HOUSE).parts[0])

    assert rooms
    assert {identifier: told for identifier, told in rooms.items() if len(told) > 1} == {}
