"""Loading the invented university from the command line."""

from argparse import Namespace

from django.db import connection

from peristyle.config.environment import Misconfigured
from peristyle.config.preparation import bring_up_to_date, progress_bar
from peristyle.demo.public import DEFAULT_SEED, DEFAULT_STUDENTS, UniversityNotEmpty, load_university
from peristyle.people.public import Person


def demo(arguments: Namespace) -> int:
    """The command: so many students of a seed."""
    bring_up_to_date()
    load_demo(students=arguments.students, seed=arguments.seed)
    print(f"{arguments.students} students, their teachers and the staff are there: `peristyle run` opens the house.")  # noqa: T201
    return 0


def load_demo_if_empty() -> None:
    """Load the usual university where nobody is known yet."""
    if not Person.objects.exists():
        load_demo(students=DEFAULT_STUDENTS, seed=DEFAULT_SEED)


def load_demo(*, students: int, seed: int) -> None:
    """Load a university of a seed, with a bar on the terminal. Raises Misconfigured where somebody is known."""
    try:
        with progress_bar("Inventing people") as on_progress:
            load_university(students=students, seed=seed, on_progress=on_progress)
    except UniversityNotEmpty as error:
        raise Misconfigured(
            "Somebody is known in this database already, and invented people never mix with others: "
            "set PERISTYLE_DATA to a new directory (or DATABASE_URL to an empty database)."
        ) from error
    # Left to itself, a database counts its rows a minute later, and reads whole tables until then.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
