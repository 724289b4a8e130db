"""Pages of other rooms choose the subject of a request: each names one that exists."""

import re
from itertools import chain

from peristyle.helpdesk.models import Subject
from tests.harness.sources import templates, text_of


def test_every_link_to_the_desk_names_a_subject() -> None:
    named = set(chain.from_iterable(re.findall(r"\?sujet=([\w-]+)", text_of(path)) for path in templates()))

    assert named
    assert named <= set(Subject.values)
