"""One's own exams: summonses, and what one watches over."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst, slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peristyle.kernel import clock, institution
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.transactions import reads
from peristyle.people.public import Person
from peristyle.timetable.adapters.exam_papers import SummonsBlock, SummonsPaper, summons_as_pdf
from peristyle.timetable.queries.change_words import title_of
from peristyle.timetable.queries.exams.summons import Summons, summons_of, summonses_of, watches_of
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.durations import in_hours
from peristyle.ui.environment import date_and_time, time_of_day, weekday_and_date


@signed_in
@reads
def my_exams(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/examens/: the exams that one sits or watches over, with room and seat."""
    person, now = person_of(request), clock.now()
    found = summonses_of(person, now)
    facts = {
        "coming": [each for each in found if each.slot.ends_at > now],
        "past": [each for each in reversed(found) if each.slot.ends_at <= now],
        "watches": watches_of(person, now),
    }
    return render(request, "timetable/exams/own.html", facts)


@signed_in
@reads
def my_exam(request: HttpRequest, uid: UUID) -> HttpResponse:
    """/emploi-du-temps/examens/…/: when to be where, which seat, how long, what to bring."""
    summons = _summons(request, uid)
    facts = {
        "summons": summons,
        "lasting": _lasting(summons),
        "instructions": timetable_rules().exams.instructions(_language()),
    }
    return render(request, "timetable/exams/summons.html", facts)


@signed_in
@reads
def summons_pdf(request: HttpRequest, uid: UUID) -> HttpResponse:
    """/emploi-du-temps/examens/…/convocation.pdf: one's summons on a sheet, once one has a seat."""
    summons = _summons(request, uid)
    if summons.seat is None or summons.published.cancelled:
        raise Http404
    return _answer(_paper(person_of(request), [summons]), _("convocation %(code)s"), summons.published.activity.code)


@signed_in
@reads
def summonses_pdf(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/examens/convocations.pdf: all of them that are still to come."""
    person, now = person_of(request), clock.now()
    coming = [
        each
        for each in summonses_of(person, now)
        if each.seat and each.slot.ends_at > now and not each.published.cancelled
    ]
    if not coming:
        raise Http404
    return _answer(_paper(person, coming), _("convocations %(code)s"), str(clock.today()))


def _summons(request: HttpRequest, uid: UUID) -> Summons:
    found = summons_of(person_of(request), uid)
    if found is None:
        raise Http404
    return found


def _answer(paper: SummonsPaper, name: str, code: str) -> HttpResponse:
    response = HttpResponse(summons_as_pdf(paper), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{slugify(name % {"code": code})}.pdf"'
    return response


def _paper(person: Person, summonses: list[Summons]) -> SummonsPaper:
    lines = [f"{person.given_name} {person.birth_name}"]
    if person.student_number:
        lines.append(_("Numéro étudiant : %(number)s") % {"number": person.student_number})
    lines.append(_("Établie le %(when)s ; elle peut encore changer.") % {"when": date_and_time(clock.now())})
    return SummonsPaper(
        title=_("Convocation aux examens") if len(summonses) > 1 else _("Convocation à un examen"),
        house=institution.current().name,
        lines=tuple(lines),
        exams=tuple(
            SummonsBlock(
                title_of(each.published.activity),
                tuple(_facts(each)),
                map=next((there.map for there in each.places), ""),
                map_label=_("Plan du bâtiment"),
            )
            for each in summonses
        ),
        instructions_title=_("À savoir"),
        instructions=timetable_rules().exams.instructions(_language()),
        language=_language(),
    )


def _facts(summons: Summons) -> list[tuple[str, str]]:
    slot = summons.slot
    day = timezone.localdate(slot.starts_at)
    return [
        (_("Jour"), f"{capfirst(weekday_and_date(day))} {day.year}"),
        (_("Épreuve"), f"{time_of_day(slot.starts_at)} – {time_of_day(slot.ends_at)}"),
        (_("Arrivée"), time_of_day(summons.arrive_at)),
        (_("Durée"), _lasting(summons)),
        (_("Salle"), ", ".join(there.room.name for there in summons.places)),
        (_("Bâtiment"), ", ".join(str(there.room.building) for there in summons.places)),
        (_("Place"), str(summons.seat.number) if summons.seat else ""),
    ]


def _lasting(summons: Summons) -> str:
    duration = in_hours(summons.minutes)
    if not summons.extra_minutes:
        return duration
    return _("%(duration)s, dont %(extra)s minutes de temps majoré") % {
        "duration": duration,
        "extra": summons.extra_minutes,
    }


def _language() -> str:
    return (get_language() or "fr")[:2]
