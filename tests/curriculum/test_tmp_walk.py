import logging
import pytest
from peristyle.kernel.permissions import Role
from tests.harness.routes import routes
from tests.architecture.test_access import word_broken, ROLES
from tests.architecture import test_budgets as B

@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", [None, Role.STUDENT, Role.TEACHER, Role.REGISTRAR_OFFICER, Role.PLANNER], ids=str)
def test_walk(role, method, inhabitant, caplog):
    caplog.set_level(logging.CRITICAL, "django.request")
    person = inhabitant(role) if role else None
    broken=[p for r in routes() if r.name.startswith("curriculum:") and (p := word_broken(r, person, method))]
    assert broken == []

@pytest.mark.django_db
def test_budget(caplog, monkeypatch):
    caplog.set_level(logging.CRITICAL, "django.request")
    real=B.routes
    monkeypatch.setattr(B,"routes",lambda: [r for r in real() if r.name.startswith(("curriculum:","portal:home","portal:management"))])
    with B.university_of(20): few=B.costs_of_pages()
    with B.university_of(80): many=B.costs_of_pages()
    print(many)
    assert [f"{k}: {v}" for k,v in many.items() if v>12]==[]
    assert [f"{k}: {few[k]} {v}" for k,v in many.items() if v>few[k]]==[]
