"""The files of another system of scolarité, from the command line."""

from pathlib import Path

import pytest

from peristyle.enrolment.models import Enrolment
from peristyle.enrolment.public import import_feed
from tests.enrolment.factories import StepFactory
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db


def test_both_files_are_joined_and_refusals_tell_the_line_of_the_enrolment(tmp_path: Path, at: Traveller) -> None:
    at("2026-07-10 10:00")
    StepFactory.create()
    (tmp_path / "students.csv").write_text(
        "numero_etudiant;nom;prenom;date_naissance\n00120042;Martin;Léa;12/05/2007\n", encoding="utf-8"
    )
    (tmp_path / "enrolments.csv").write_text(
        "numero_etudiant;annee;chemin;cesure\n\n00120042;2026;EE1-100;SEMESTRE\n9;2026;EE1;\n", encoding="utf-8"
    )

    done = import_feed(tmp_path)
    again = import_feed(tmp_path)

    assert (done.added, done.refused, again.unchanged) == (1, 1, 1)
    assert [(each.line, each.code, each.student_code) for each in done.refused_lines.all()] == [(4, "required", "9")]
    enrolment = Enrolment.objects.get()
    assert enrolment.person.student_number == "00120042"
    assert enrolment.file.gap_year == "semester"


def test_wrong_titles_refuse_the_whole(tmp_path: Path) -> None:
    (tmp_path / "students.csv").write_text("numero_etudiant;nom;prenom;date_naissance\n", encoding="utf-8")
    (tmp_path / "enrolments.csv").write_text("numero;annee\n1;2026\n", encoding="utf-8")

    done = import_feed(tmp_path)

    assert done.added == 0
    assert "missing_column" in {each.code for each in done.refused_lines.all()}
