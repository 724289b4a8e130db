"""What the timetable knows of a person: what they teach, what they planned."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.personal_data import Table
from peristyle.timetable.actions.erase_timetable import erase_timetable
from peristyle.timetable.models import (
    Attendance,
    AttendanceCorrection,
    Booking,
    ChangeNotice,
    ExamArrangement,
    ExamSeat,
    Feed,
    FeedRendering,
    Invigilation,
    PlacementSearch,
    PlannerPresence,
    PublishedSeat,
    Roll,
    SessionChange,
    SessionRequest,
    SessionTeacher,
    SummonsNotice,
    TimetableImport,
    TimetableVersion,
    Unavailability,
    UnitLook,
)

TABLES = (
    Table(
        "taught_sessions",
        _("Séances enseignées"),
        {
            "session__activity__unit__code": _("Élément"),
            "session__activity__kind": _("Type de cours"),
            "starts_at": _("Début"),
            "ends_at": _("Fin"),
        },
        lambda person_id: SessionTeacher.objects.filter(person_id=person_id),
    ),
    Table(
        "planner_presence",
        _("Présence dans la grille du planning"),
        {"seen_at": _("Le"), "place": _("Page")},
        lambda person_id: PlannerPresence.objects.filter(person_id=person_id),
    ),
    Table(
        "planned_sessions",
        _("Séances planifiées"),
        {
            "session__activity__unit__code": _("Élément"),
            "verb": _("Modification"),
            "at": _("Le"),
            "reason": _("Raison"),
        },
        lambda person_id: SessionChange.objects.filter(by_id=person_id),
    ),
    Table(
        "placement_searches",
        _("Recherches de placement"),
        {
            "label": _("Recherche"),
            "asked_at": _("Demandée le"),
            "first_day": _("Du"),
            "last_day": _("Au"),
        },
        lambda person_id: PlacementSearch.objects.filter(asked_by_id=person_id),
    ),
    Table(
        "change_requests",
        _("Demandes de changement de séances"),
        {
            "session__activity__unit__code": _("Élément"),
            "kind": _("Demande"),
            "wanted_starts_at": _("Horaire souhaité"),
            "reason": _("Raison"),
            "asked_at": _("Demandée le"),
            "decided_at": _("Décidée le"),
            "answer": _("Réponse"),
        },
        lambda person_id: SessionRequest.objects.filter(asked_by_id=person_id),
    ),
    Table(
        "change_notices",
        _("Changements annoncés par mail"),
        {
            "change__published__activity__unit__code": _("Élément"),
            "change__at": _("Changement du"),
            "told_at": _("Annoncé le"),
        },
        lambda person_id: ChangeNotice.objects.filter(person_id=person_id),
    ),
    Table(
        "bookings",
        _("Réservations de salles"),
        {
            "room__name": _("Salle"),
            "starts_at": _("Début"),
            "ends_at": _("Fin"),
            "purpose": _("Objet"),
            "asked_at": _("Demandée le"),
            "decided_at": _("Décidée le"),
            "refusal_reason": _("Raison du refus"),
        },
        lambda person_id: Booking.objects.filter(asked_by_id=person_id),
    ),
    Table(
        "unavailabilities",
        _("Indisponibilités déclarées"),
        {
            "wish": _("Souhait"),
            "weekday": _("Jour"),
            "starts": _("De"),
            "ends": _("À"),
            "weeks": _("Semaines"),
            "starts_at": _("Début"),
            "ends_at": _("Fin"),
            "reason": _("Raison"),
        },
        lambda person_id: Unavailability.objects.filter(person_id=person_id),
    ),
    Table(
        "exam_arrangements",
        _("Aménagements d’examens"),
        {
            "extra_per_hour": _("Minutes de plus par heure"),
            "apart": _("Salle à part"),
            "wheelchair": _("Fauteuil roulant"),
            "starts_on": _("Du"),
            "ends_on": _("Au"),
            "recorded_at": _("Enregistré le"),
        },
        lambda person_id: ExamArrangement.objects.filter(person_id=person_id),
    ),
    Table(
        "exam_seats",
        _("Places d’examen"),
        {
            "published__activity__unit__code": _("Élément"),
            "published__starts_at": _("Début"),
            "room__name": _("Salle"),
            "number": _("Place"),
            "extra_per_hour": _("Minutes de plus par heure"),
        },
        lambda person_id: PublishedSeat.objects.filter(person_id=person_id),
    ),
    Table(
        "exam_summonses",
        _("Convocations annoncées par mail"),
        {"published__activity__unit__code": _("Élément"), "told_at": _("Annoncé le")},
        lambda person_id: SummonsNotice.objects.filter(person_id=person_id),
    ),
    Table(
        "invigilations",
        _("Surveillances d’examens"),
        {
            "session__activity__unit__code": _("Élément"),
            "session__starts_at": _("Début"),
            "room__name": _("Salle"),
        },
        lambda person_id: Invigilation.objects.filter(person_id=person_id),
    ),
    Table(
        "feeds",
        _("Abonnements à l’emploi du temps"),
        {
            "label": _("Appareil ou application"),
            "created_at": _("Créé le"),
            "last_used_at": _("Dernière lecture"),
            "revoked_at": _("Révoqué le"),
        },
        lambda person_id: Feed.objects.filter(person_id=person_id),
    ),
    Table(
        "unit_looks",
        _("Matières à ma façon"),
        {
            "unit__code": _("Élément"),
            "name": _("Nom choisi"),
            "tone": _("Couleur"),
            "hidden": _("Masquée"),
        },
        lambda person_id: UnitLook.objects.filter(person_id=person_id),
    ),
    Table(
        "attendances",
        _("Émargements"),
        {
            "roll__session__activity__unit__code": _("Élément"),
            "roll__session__starts_at": _("Séance du"),
            "presence": _("Émargement"),
            "signed_at": _("Signé le"),
            "way": _("Moyen"),
        },
        lambda person_id: Attendance.objects.filter(person_id=person_id),
    ),
    Table(
        "attendance_corrections",
        _("Corrections d’émargements"),
        {
            "attendance__roll__session__activity__unit__code": _("Élément"),
            "attendance__roll__session__starts_at": _("Séance du"),
            "at": _("Le"),
            "before": _("Avant"),
            "after": _("Après"),
            "reason": _("Raison"),
        },
        lambda person_id: AttendanceCorrection.objects.filter(attendance__person_id=person_id),
    ),
    Table(
        "rolls",
        _("Appels faits"),
        {
            "session__activity__unit__code": _("Élément"),
            "session__starts_at": _("Séance du"),
            "opened_at": _("Ouvert le"),
            "closed_at": _("Fermé le"),
        },
        lambda person_id: Roll.objects.filter(opened_by_id=person_id),
    ),
    Table(
        "brought_timetables",
        _("Emplois du temps importés"),
        {"file_name": _("Fichier"), "requested_at": _("Le"), "finished_at": _("Importé le")},
        lambda person_id: TimetableImport.objects.filter(requested_by_id=person_id),
    ),
)

WITHHELD: dict[type[Model], str] = {
    ExamSeat: "a seat as planners prepare it; the person is given the one that was published",
    FeedRendering: "the timetable once more, as calendar programs read it",
    TimetableVersion: "a number raised by each change",
}


def erase(person_id: int) -> None:
    """Forget what the person taught and planned."""
    erase_timetable(person_id)
