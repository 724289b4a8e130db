"""Each attack that the door was designed against has a test named after it, and a line in docs/security.md."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
#: Of facts/identity.md: sign-in and session, activation and reset, second factors, agents (D1 to D4 come with LDAP).
ATTACKS = [
    *(f"l{number}" for number in range(1, 16)),
    *(f"a{number}" for number in range(1, 16)),
    *(f"m{number}" for number in range(1, 7)),
    "d5",
    "d6",
]
TESTS = " ".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("test_*.py")))


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_has_a_test_named_after_it_and_a_line_in_the_documentation(attack: str) -> None:
    documented = (REPOSITORY / "docs" / "security.md").read_text(encoding="utf-8")

    assert re.search(rf"^def test_{attack}_", TESTS, re.MULTILINE)
    assert f"| {attack.upper()} |" in documented
