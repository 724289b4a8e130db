"""Write down the files an officer brought: some that were imported, and one of each kind that waits for a word."""

from datetime import timedelta
from typing import Any

from peristyle.enrolment.public import (
    AdmissionImport,
    FeedRun,
    FeedSource,
    RefusedAdmission,
    RefusedFeedLine,
    present_campaign,
    request_feed_import,
    request_import,
)
from peristyle.kernel import clock
from peristyle.people.public import Person

#: As Parcoursup gives its list of those admitted, but for the étape.
ADMITTED = """\
Numéro candidat;Nom;Prénom;Civilité;Date de naissance;e-mail du candidat;Ville de naissance;Code étape
98001;Garrigue;Océane;Mme;03/05/{born};oceane.garrigue@example.org;Lunel;EE1
98002;Aït-Saïd;Ilyès;M.;17/11/{born};ilyes.ait-said@example.org;Sète;EE1
98003;Lacombe;Étienne;M.;31/02/{born};etienne.lacombe@example.org;Nîmes;EE1
"""
#: As a query on Apogée gives its enrolments.
ENROLLED = """\
COD_ETU;LIB_NOM_PAT_IND;LIB_PR1_IND;COD_SEX_ETU;DATE_NAI_IND;COD_ANU;COD_ETP;ETA_IAE;TEM_IAE_PRM;TEM_BRS_IAA
19980041;Vézinhet;Margaux;F;22/01/{born};{year};EE1;E;O;N
19980042;Delmas;Corentin;M;09/07/{born};{year};EE1;E;O;O
"""


def write_imports(officer: Person) -> None:
    """Two reports some days old; two files brought this morning, which the worker tries."""
    year = present_campaign()
    told = {"year": year, "born": year - 18}
    admissions = AdmissionImport.objects.create(
        file_name="parcoursup-juillet.csv", requested_by=officer, **_done(days=12, added=37, updated=4, refused=1)
    )
    RefusedAdmission.objects.create(
        file_import=admissions, line=18, code="not_a_day", column="date_naissance", value="30/02/2008"
    )
    run = FeedRun.objects.create(
        file_name="enrolments.csv", source=FeedSource.FILES, **_done(days=6, added=9, updated=2, refused=1)
    )
    RefusedFeedLine.objects.create(file_import=run, line=7, code="unknown_step", column="chemin", value="ZZ9")
    for request, name, text in (
        (request_import, "parcoursup-novembre.csv", ADMITTED),
        (_request_feed_import, "apogee-inscriptions.csv", ENROLLED),
    ):
        request(text.format(**told).encode(), name, all_or_nothing=False, by=officer)


def _request_feed_import(content: bytes, file_name: str, *, all_or_nothing: bool, by: Person) -> FeedRun:
    return request_feed_import(content, file_name, b"", all_or_nothing=all_or_nothing, by=by)


def _done(*, days: int, added: int, updated: int, refused: int) -> dict[str, Any]:
    at = clock.now() - timedelta(days=days)
    total = added + updated + refused
    return {
        "text": "",
        "all_or_nothing": False,
        "requested_at": at,
        "previewed_at": at,
        "confirmed_at": at + timedelta(minutes=2),
        "started_at": at + timedelta(minutes=2),
        "finished_at": at + timedelta(minutes=3),
        "rows_total": total,
        "rows_done": total,
        "added": added,
        "updated": updated,
        "refused": refused,
    }
