"""The files that an officer of the demonstration brought."""

from collections.abc import Callable

import pytest

from peristyle.demo.actions.write_imports import write_imports
from peristyle.enrolment.public import AdmissionImport, FeedRun
from peristyle.kernel.permissions import Role
from tests.enrolment.factories import StepFactory
from tests.harness.inhabitants import Inhabitants

pytestmark = pytest.mark.django_db


def test_some_files_were_imported_and_one_of_each_kind_waits_for_a_word(
    inhabitant: Inhabitants, run_due_tasks: Callable[..., list[str]]
) -> None:
    StepFactory.create()

    write_imports(inhabitant(Role.REGISTRAR_OFFICER))
    run_due_tasks()

    for imports, expected in ((AdmissionImport, (2, 1)), (FeedRun, (2, 0))):
        waiting, done = imports.objects.all()
        assert waiting.awaits_word
        assert (waiting.added, waiting.refused) == expected
        assert done.finished_at
        assert done.refused_lines.get().reason
