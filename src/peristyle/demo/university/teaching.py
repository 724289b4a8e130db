"""What is taught: degrees and their étapes. Codes are our own, but for `EE1 L1 Economie` (facts/institution.md §9)."""

from dataclasses import dataclass

from peristyle.curriculum.public import Level


@dataclass(frozen=True)
class TaughtDegree:
    """A degree; its étapes are `<letters><year>`, `share` is how many of a thousand students take it."""

    letters: str
    name: str
    short_name: str
    level: Level
    component: str
    years: tuple[int, ...]
    share: int

    @property
    def code(self) -> str:
        """The code of the degree."""
        return f"{self.letters}{self.level[:1].upper()}"

    def step_code(self, year: int) -> str:
        """The code of the étape of a year of study."""
        return f"{self.letters}{year}"

    def step_label(self, year: int) -> str:
        """The label of the étape of a year of study, such as L1 Economie."""
        letter, years_before = {Level.LICENCE: ("L", 0), Level.MASTER: ("M", 3), Level.DOCTORATE: ("D", 5)}[self.level]
        return f"{letter}{year - years_before} {self.short_name}"


# letters | degree | short name | level | composante | years of study | share of a thousand students
_TABLE = """
    EE | Licence Économie | Economie | licence | ECO | 1 2 3 | 70
    EP | Licence Économie et Science politique | Economie-Science politique | licence | ECO | 1 2 3 | 15
    EB | Master Monnaie, banque, finance, assurance | MBFA | master | ECO | 4 5 | 14
    ET | Master Économie de l’environnement, de l’énergie et des transports | EEET | master | ECO | 4 5 | 10
    SI | Licence Informatique | Informatique | licence | FDS | 1 2 3 | 55
    SM | Licence Mathématiques | Mathématiques | licence | FDS | 1 2 3 | 35
    SP | Licence Physique | Physique | licence | FDS | 1 2 3 | 30
    SC | Licence Chimie | Chimie | licence | FDS | 1 2 3 | 30
    SV | Licence Sciences de la vie | Sciences de la vie | licence | FDS | 1 2 3 | 70
    SG | Master Informatique, génie logiciel | Génie logiciel | master | FDS | 4 5 | 18
    SE | Master Biodiversité, écologie et évolution | Biodiversité | master | FDS | 4 5 | 16
    SD | Doctorat Mathématiques et modélisation | Mathématiques et modélisation | doctorat | FDS | 6 7 8 | 6
    OD | Doctorat Terre et eau | Terre et eau | doctorat | OREME | 6 7 8 | 4
    DD | Licence Droit | Droit | licence | DSP | 1 2 3 | 95
    DS | Licence Science politique | Science politique | licence | DSP | 1 2 3 | 25
    DP | Master Droit privé | Droit privé | master | DSP | 4 5 | 24
    MP | Licence Sciences pour la santé, accès santé | Accès santé | licence | MED | 1 | 60
    MM | Diplôme de formation générale en sciences médicales | Médecine | licence | MED | 2 3 | 40
    OO | Diplôme de formation générale en sciences odontologiques | Odontologie | licence | ODO | 2 3 | 9
    PP | Diplôme de formation générale en sciences pharmaceutiques | Pharmacie | licence | PHA | 2 3 | 24
    TS | Licence STAPS | STAPS | licence | STAPS | 1 2 3 | 55
    FP | Master Enseignement, premier degré | MEEF premier degré | master | FDE | 4 5 | 34
    FS | Master Enseignement, second degré | MEEF second degré | master | FDE | 4 5 | 26
    GG | Licence Gestion | Gestion | licence | MOMA | 1 2 3 | 50
    GC | Master Comptabilité, contrôle, audit | Comptabilité, contrôle, audit | master | MOMA | 4 5 | 20
    IA | Master Management et administration des entreprises | MAE | master | IAE | 4 5 | 24
    AP | Licence Administration publique | Administration publique | licence | IPAG | 3 | 8
    YP | Cycle préparatoire Polytech | Cycle préparatoire | licence | POLY | 1 2 | 14
    UI | BUT Informatique | BUT Informatique | licence | IUTM | 1 2 3 | 40
    UT | BUT Techniques de commercialisation | BUT Techniques de commercialisation | licence | IUTM | 1 2 3 | 34
    NG | BUT Génie civil, construction durable | BUT Génie civil | licence | IUTN | 1 2 3 | 26
    BR | BUT Réseaux et télécommunications | BUT Réseaux et télécommunications | licence | IUTB | 1 2 3 | 19
"""


def _read(line: str) -> TaughtDegree:
    letters, name, short_name, level, component, years, share = (cell.strip() for cell in line.split("|"))
    return TaughtDegree(
        letters=letters,
        name=name,
        short_name=short_name,
        level=Level(level),
        component=component,
        years=tuple(int(year) for year in years.split()),
        share=int(share),
    )


DEGREES = tuple(_read(line) for line in _TABLE.strip().splitlines())
