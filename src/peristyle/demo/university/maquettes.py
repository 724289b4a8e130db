"""What some étapes teach, as the file an officer would import. The codes of the L3 Informatique are the true ones.

(facts/institution.md §9; the other codes, the credits and the hours are ours.)
"""

from collections.abc import Iterator

COLUMNS = (
    "etape;parent;element;nature;intitule;intitule_anglais;liste;coefficient;credits;"
    "heures_cm;heures_td;heures_tp;capacite"
)

# étape: semester | unit | name | English | credits | CM TD TP | list | capacity; « A < B »: A stands in B.
_TABLE = """
    EE1: EE1S1 | EE101 | Introduction à l’économie | Introduction to economics | 6 | 36 18 0
    EE1: EE1S1 | EE102 | Microéconomie 1 | Microeconomics 1 | 6 | 36 18 0
    EE1: EE1S1 | EE103 | Mathématiques pour l’économie 1 | Mathematics for economics 1 | 6 | 36 27 0
    EE1: EE1S1 | EE104 | Statistique descriptive | Descriptive statistics | 5 | 24 18 0
    EE1: EE1S1 | EE105 | Anglais 1 | English 1 | 3 | 0 24 0
    EE1: EE1S1 | EE10A | Histoire de la pensée économique | History of economic thought | 4 | 24 0 0 | Ouverture
    EE1: EE1S1 | EE10B | Sociologie | Sociology | 4 | 24 0 0 | Ouverture | 60
    EE1: EE1S1 | EE10C | Introduction au droit | Introduction to law | 4 | 24 0 0 | Ouverture | 40
    EE1: EE1S2 | EE111 | Macroéconomie 1 | Macroeconomics 1 | 6 | 36 18 0
    EE1: EE1S2 | EE112 | Microéconomie 2 | Microeconomics 2 | 6 | 36 18 0
    EE1: EE1S2 | EE113 | Mathématiques pour l’économie 2 | Mathematics for economics 2 | 6 | 36 27 0
    EE1: EE1S2 | EE114 | Comptabilité générale | Financial accounting | 5 | 24 18 0
    EE1: EE1S2 | EE115 | Anglais 2 | English 2 | 3 | 0 24 0
    EE1: EE1S2 | EE11A | Science politique | Political science | 4 | 24 0 0 | Ouverture
    EE1: EE1S2 | EE11B | Économie de l’environnement | Environmental economics | 4 | 24 0 0 | Ouverture | 60
    EE1: EE1S2 | EE11C | Sport | Sport | 4 | 0 24 0 | Ouverture | 24
    EE2: EE2S3 | EE201 | Macroéconomie 2 | Macroeconomics 2 | 6 | 36 18 0
    EE2: EE2S3 | EE202 | Microéconomie 3 | Microeconomics 3 | 6 | 36 18 0
    EE2: EE2S3 | EE203 | Probabilités | Probability | 6 | 30 24 0
    EE2: EE2S3 | EE204 | Informatique pour l’économie | Computing for economics | 5 | 12 0 24
    EE2: EE2S3 | EE205 | Anglais 3 | English 3 | 3 | 0 24 0
    EE2: EE2S3 | EE20A | Économie du développement | Development economics | 4 | 24 0 0 | Approfondissement
    EE2: EE2S3 | EE20B | Gestion financière | Financial management | 4 | 24 0 0 | Approfondissement | 50
    EE2: EE2S4 | EE211 | Économie internationale | International economics | 6 | 36 18 0
    EE2: EE2S4 | EE212 | Économie publique | Public economics | 6 | 36 18 0
    EE2: EE2S4 | EE213 | Statistique inférentielle | Statistical inference | 6 | 30 24 0
    EE2: EE2S4 | EE214 | Monnaie et financement | Money and finance | 5 | 30 15 0
    EE2: EE2S4 | EE215 | Anglais 4 | English 4 | 3 | 0 24 0
    EE2: EE2S4 | EE21A | Stage d’observation | Short internship | 4 | 0 0 0 | Approfondissement
    EE2: EE2S4 | EE21B | Droit des affaires | Business law | 4 | 24 0 0 | Approfondissement | 50
    EE3: EE3S5 | EE301 | Économie industrielle | Industrial organisation | 6 | 36 18 0
    EE3: EE3S5 | EE302 | Macroéconomie 3 | Macroeconomics 3 | 6 | 36 18 0
    EE3: EE3S5 | EE303 | Économétrie | Econometrics | 6 | 0 0 0
    EE3: EE3S5 | EE303A < EE303 | Théorie de l’économétrie | Theory of econometrics | 3 | 24 12 0
    EE3: EE3S5 | EE303B < EE303 | Économétrie avec R | Econometrics with R | 3 | 0 0 24
    EE3: EE3S5 | EE304 | Théorie des jeux | Game theory | 5 | 24 12 0
    EE3: EE3S5 | EE305 | Anglais 5 | English 5 | 3 | 0 24 0
    EE3: EE3S5 | EE30A | Économie de la santé | Health economics | 4 | 24 0 0 | Spécialité
    EE3: EE3S5 | EE30B | Banque | Banking | 4 | 24 0 0 | Spécialité | 60
    EE3: EE3S6 | EE311 | Politiques économiques | Economic policy | 6 | 36 18 0
    EE3: EE3S6 | EE312 | Économie du travail | Labour economics | 6 | 36 18 0
    EE3: EE3S6 | EE313 | Analyse des données | Data analysis | 6 | 18 0 24
    EE3: EE3S6 | EE314 | Mémoire ou stage | Dissertation or internship | 8 | 0 6 0
    EE3: EE3S6 | EE31A | Énergie et climat | Energy and climate | 4 | 24 0 0 | Spécialité
    EE3: EE3S6 | EE31B | Finance de marché | Financial markets | 4 | 24 0 0 | Spécialité | 60
    EP1: EP1S1 | EE101 | Introduction à l’économie | Introduction to economics | 8 | 36 18 0
    EP1: EP1S1 | EE103 | Mathématiques pour l’économie 1 | Mathematics for economics 1 | 8 | 36 27 0
    EP1: EP1S1 | EP101 | Introduction à la science politique | Introduction to political science | 10 | 36 18 0
    EP1: EP1S1 | EE105 | Anglais 1 | English 1 | 4 | 0 24 0
    EP1: EP1S2 | EE111 | Macroéconomie 1 | Macroeconomics 1 | 8 | 36 18 0
    EP1: EP1S2 | EE113 | Mathématiques pour l’économie 2 | Mathematics for economics 2 | 8 | 36 27 0
    EP1: EP1S2 | EP111 | Vie politique française | French politics | 10 | 36 18 0
    EP1: EP1S2 | EE115 | Anglais 2 | English 2 | 4 | 0 24 0
    SI1: SI1S1 | HAI101I | Algorithmique 1 | Algorithms 1 | 6 | 18 18 15
    SI1: SI1S1 | HAI102I | Utilisation des systèmes informatiques | Using computer systems | 6 | 12 12 24
    SI1: SI1S1 | HAX101X | Raisonnement et calcul | Reasoning and calculus | 8 | 30 30 0
    SI1: SI1S1 | HAL101L | Anglais scientifique 1 | Scientific English 1 | 4 | 0 24 0
    SI1: SI1S1 | HAP101P | Physique générale | General physics | 6 | 24 24 0 | Découverte
    SI1: SI1S1 | HAV101V | Biologie et modélisation | Biology and modelling | 6 | 24 24 0 | Découverte | 80
    SI1: SI1S2 | HAI201I | Programmation | Programming | 8 | 18 18 24
    SI1: SI1S2 | HAI202I | Du binaire au web | From bits to the web | 6 | 15 15 15
    SI1: SI1S2 | HAX201X | Algèbre linéaire | Linear algebra | 8 | 30 30 0
    SI1: SI1S2 | HAL201L | Anglais scientifique 2 | Scientific English 2 | 4 | 0 24 0
    SI1: SI1S2 | HAS201S | Culture numérique | Digital culture | 4 | 12 12 0 | Découverte
    SI1: SI1S2 | HAS202S | Engagement étudiant | Student engagement | 4 | 0 12 0 | Découverte | 30
    SI2: SI2S3 | HAI301I | Algorithmique 2 | Algorithms 2 | 6 | 18 18 15
    SI2: SI2S3 | HAI302I | Modélisation et programmation par objets | Object-oriented programming | 6 | 18 15 18
    SI2: SI2S3 | HAI303I | Architecture des ordinateurs | Computer architecture | 6 | 18 18 15
    SI2: SI2S3 | HAX301X | Mathématiques discrètes | Discrete mathematics | 8 | 30 30 0
    SI2: SI2S3 | HAL301L | Anglais scientifique 3 | Scientific English 3 | 4 | 0 24 0
    SI2: SI2S4 | HAI401I | Information et bases de données 1 | Information systems, databases 1 | 6 | 18 15 18
    SI2: SI2S4 | HAI402I | Réseaux | Networks | 6 | 18 15 18
    SI2: SI2S4 | HAI403I | Systèmes d’exploitation | Operating systems | 6 | 18 15 18
    SI2: SI2S4 | HAI404I | Projet de programmation | Programming project | 4 | 0 6 18
    SI2: SI2S4 | HAL401L | Anglais scientifique 4 | Scientific English 4 | 4 | 0 24 0
    SI2: SI2S4 | HAS401S | Éthique des sciences | Ethics of science | 4 | 12 12 0 | Ouverture
    SI2: SI2S4 | HAS402S | Création d’entreprise | Starting a business | 4 | 0 18 0 | Ouverture | 40
    SI3: SI3S5 | HAI501I | Ateliers de génie logiciel | Software engineering workshops | 5 | 15 0 21
    SI3: SI3S5 | HAI502I | Information et bases de données 2 | Information systems, databases 2 | 5 | 18 15 15
    SI3: SI3S5 | HAI503I | Algorithmique 4 | Algorithms 4 | 6 | 21 21 12
    SI3: SI3S5 | HAI504I | Logique du premier ordre | First-order logic | 5 | 18 21 0
    SI3: SI3S5 | HAI505I | Préprofessionnalisation | Preparing for work | 2 | 0 12 0
    SI3: SI3S5 | HAI506I | Exposés | Talks | 2 | 0 12 0
    SI3: SI3S5 | HAI507I | Calcul formel et scientifique | Symbolic and scientific computing | 5 | 18 0 24
    SI3: SI3S6 | HAI601I | Analyse syntaxique | Parsing | 6 | 18 18 12 | Parcours
    SI3: SI3S6 | HAI602I | Complexité | Complexity | 6 | 21 21 0
    SI3: SI3S6 | HAI603I | Vérification | Verification | 6 | 18 18 12
    SI3: SI3S6 | HAI604I | Programmation multitâche | Concurrent programming | 6 | 18 15 18
    SI3: SI3S6 | HAI605I | Multimédia | Multimedia | 6 | 18 0 24 | Parcours | 60
    SI3: SI3S6 | HAI606I | Stage en laboratoire ou en entreprise | Internship | 6 | 0 6 0
"""


def maquettes_file() -> bytes:
    """The file: each semester, then what stands in it."""
    return "\n".join([COLUMNS, *_lines()]).encode()


def _lines() -> Iterator[str]:
    semesters: set[str] = set()
    for line in _TABLE.strip().splitlines():
        place, code, name, english, credits_earned, hours, *choice = (cell.strip() for cell in line.split("|"))
        step, semester = (word.strip() for word in place.split(":"))
        if semester not in semesters:
            semesters.add(semester)
            number = semester[-1]
            yield f"{step};;{semester};semestre;Semestre {number};Semester {number};;1;30;;;;"
        code, _, above = (word.strip() for word in code.partition("<"))
        kind = "ecue" if above else "ue"
        cm, td, tp = hours.split()
        wanted, capacity = (*choice, "", "")[:2]
        yield ";".join(
            (
                step,
                above or semester,
                code,
                kind,
                name,
                english,
                wanted,
                credits_earned,
                credits_earned,
                cm,
                td,
                tp,
                capacity,
            )
        )
