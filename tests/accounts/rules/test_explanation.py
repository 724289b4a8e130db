"""Why an account is what it is, and the sentence that says it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from peristyle.accounts.explanation_words import explanation_in_words
from peristyle.accounts.rules.closing import ClosingRules, Tie, TieKind, end_of_access
from peristyle.accounts.rules.explanation import Explanation, Ground, explain
from peristyle.accounts.rules.life_cycle import AccountFacts, Period, State

ACTIVATED = datetime(2026, 9, 1, 12, tzinfo=UTC)
RULES = ClosingRules(staff_mail_months={"permanent": 12})
SINCE_NEW_YEAR = "Inscription 2026-2027\u202f: l’accès s’est terminé le 31 décembre 2027."
CANCELLED = "Inscription 2026-2027, annulée\u202f: l’accès est terminé depuis le 29 septembre 2026 au soir."
STUDENT = Tie(TieKind.STUDENT, date(2027, 8, 31))


def explained(
    today: date, *ties: Tie, activated_at: datetime | None = ACTIVATED, suspensions: tuple[Period, ...] = ()
) -> Explanation:
    end = end_of_access(ties, None, RULES)
    after = [end.last_day, end.last_closing_day] if end and end.tie else []
    access, closing = (
        (datetime.combine(day + timedelta(days=1), time(), UTC) for day in after) if after else (None,) * 2
    )
    if end and not end.tie:
        access = closing = ACTIVATED
    facts = AccountFacts(ACTIVATED - timedelta(hours=1), activated_at, access, closing, suspensions, end)
    return explain(facts, datetime.combine(today, time(12), UTC), today, RULES.year_starts)


@pytest.mark.parametrize(
    ("today", "tie", "known", "sentence"),
    [
        (
            date(2026, 11, 2),
            STUDENT,
            (State.ACTIVE, Ground.PRESENT, date(2027, 12, 31)),
            "Inscription 2026-2027 : accès ouvert jusqu’au 31 décembre 2027.",
        ),
        (
            date(2027, 10, 2),
            STUDENT,
            (State.ACTIVE, Ground.LASTING, date(2027, 12, 31)),
            "Inscription 2026-2027 : accès ouvert jusqu’au 31 décembre 2027.",
        ),
        (
            date(2028, 1, 2),
            STUDENT,
            (State.CLOSING, Ground.LEFT, date(2028, 1, 30)),
            f"{SINCE_NEW_YEAR} Le compte sera fermé après le 30 janvier 2028.",
        ),
        (
            date(2028, 2, 2),
            STUDENT,
            (State.CLOSED, Ground.LEFT, None),
            "Inscription 2026-2027 : l’accès s’est terminé le 31 décembre 2027.",
        ),
        (
            date(2026, 10, 2),
            Tie(TieKind.STUDENT, date(2027, 8, 31), voided_on=date(2026, 9, 30)),
            (State.CLOSING, Ground.VOIDED, date(2026, 10, 29)),
            f"{CANCELLED} Le compte sera fermé après le 29 octobre 2026.",
        ),
        (
            date(2026, 10, 2),
            Tie(TieKind.STAFF, None),
            (State.ACTIVE, Ground.PRESENT, None),
            "Lien avec l’université sans date de fin : accès ouvert.",
        ),
        (
            date(2026, 10, 2),
            Tie(TieKind.GUEST, date(2026, 10, 5)),
            (State.ACTIVE, Ground.PRESENT, date(2026, 10, 5)),
            "Invitation : accès ouvert jusqu’au 5 octobre 2026.",
        ),
    ],
)
def test_a_state_is_explained_by_what_it_stands_on(
    today: date, tie: Tie, known: tuple[State, Ground, date | None], sentence: str
) -> None:
    explanation = explained(today, tie)

    assert (explanation.state, explanation.ground, explanation.until) == known
    assert explanation_in_words(explanation) == sentence


def test_an_account_not_activated_says_since_when_it_may_be_and_until_when() -> None:
    waiting = explained(date(2026, 11, 2), STUDENT, activated_at=None)
    too_early = explained(date(2026, 8, 20), STUDENT, activated_at=None)

    assert waiting.state == State.ACTIVATABLE
    assert explanation_in_words(waiting) == (
        "Le compte attend d’être activé. Inscription 2026-2027 : accès ouvert jusqu’au 31 décembre 2027."
    )
    assert explanation_in_words(too_early).startswith("L’activation sera possible à partir du mardi 1er septembre 2026")


def test_a_suspension_says_until_when_if_it_knows() -> None:
    since, until = datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
    today = date(2026, 10, 2)

    known = explained(today, STUDENT, suspensions=(Period(since, until),))
    unknown = explained(today, STUDENT, suspensions=(Period(since, until), Period(since)))

    assert known.suspended_until == until
    assert "jusqu’au mardi 1er décembre 2026" in explanation_in_words(known)
    assert unknown.suspended_until is None
    assert "lève la suspension" in explanation_in_words(unknown)


def test_nobody_is_active_without_a_tie() -> None:
    explanation = explained(date(2026, 11, 2))

    assert (explanation.state, explanation.ground) == (State.CLOSED, Ground.NOBODY)
    assert "Aucun lien" in explanation_in_words(explanation)
