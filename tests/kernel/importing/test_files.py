import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.kernel.importing.files import MOST_LINES, Layout, Reading, decode
from peristyle.kernel.importing.files import read as read_with

LAYOUT = Layout(
    required=("numero_candidature", "nom", "prenom", "date_naissance", "mail", "etape"), optional=("boursier",)
)
TITLES = "numero_candidature;nom;prenom;date_naissance;mail;etape"


def read(text: str) -> Reading:
    return read_with(text, LAYOUT)


def codes(text: str) -> list[str]:
    return [problem.code for problem in read(text).problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252"])
def test_accents_are_read_however_the_file_was_written(encoding: str) -> None:
    assert decode("Éléonore Hébrard".encode(encoding)) == "Éléonore Hébrard"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_found_by_itself(separator: str) -> None:
    text = f"{TITLES}\nP260123456;Martin;Léa;12/05/2007;lea@example.net;EE1\n".replace(";", separator)

    (line,) = read(text).lines

    assert line.cells["prenom"] == "Léa"


@pytest.mark.parametrize(
    "titles", ["Numéro de candidature", "NUMERO CANDIDATURE", "numero_candidature", "Numéro-candidature"]
)
def test_titles_are_known_by_their_words(titles: str) -> None:
    assert codes(TITLES.replace("numero_candidature", titles)) == []


def test_lines_are_counted_as_an_editor_shows_them() -> None:
    text = f'{TITLES}\r\n\r\nP260123456;"de la\r\nTour";Léa;12/05/2007;lea@example.net;EE1\r\nP260000002;B;C;D;E;F\r\n'

    first, second = read(text).lines

    assert (first.number, first.cells["nom"]) == (3, "de la Tour")
    assert second.number == 5


def test_columns_nobody_asked_for_are_left_alone() -> None:
    (line,) = read(f"{TITLES};voeu\nP260123456;Martin;Léa;12/05/2007;lea@example.net;EE1;42\n").lines

    assert "voeu" not in line.cells


def test_a_line_may_stop_before_its_empty_cells() -> None:
    (line,) = read(f"{TITLES};boursier\nP260123456;Martin;Léa;12/05/2007;lea@example.net;EE1\n").lines

    assert line.cells["boursier"] == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty_file"),
        ("\n\n", "empty_file"),
        ("nom;prenom\n", "missing_column"),
        (f"{TITLES};nom\n", "repeated_column"),
        (f"{TITLES}\na;b;c;d;e;f;g\n", "too_many_cells"),
        (f'{TITLES}\na;"b;c\n', "broken_line"),
        (f"{TITLES}\n" + "a;b;c;d;e;f\n" * (MOST_LINES + 1), "too_many_lines"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(text: str, code: str) -> None:
    assert codes(text)[-1] == code


@given(st.binary(max_size=400))
def test_no_file_makes_the_reader_fail(content: bytes) -> None:
    read(decode(content))


@given(st.text(max_size=200))
def test_no_line_makes_the_reader_fail(line: str) -> None:
    read(f"{TITLES}\n{line}\n")


def test_a_column_may_have_other_names_and_its_own_counts_first() -> None:
    layout = Layout(required=("mail",), also={"courriel": "mail", "e_mail": "mail"})

    assert read_with("e-mail;Courriel\na@b.fr;c@d.fr\n", layout).lines[0].cells == {"mail": "c@d.fr"}
    assert read_with("e-mail;Mail\na@b.fr;c@d.fr\n", layout).lines[0].cells == {"mail": "c@d.fr"}


def test_what_a_spreadsheet_keeps_as_text_is_text() -> None:
    layout = Layout(required=("numero",))

    assert read_with('numero\n"=""00120042"""\n="007"\n', layout).lines[0].cells == {"numero": "00120042"}
    assert read_with('numero\n="007"\n', layout).lines[0].cells == {"numero": "007"}
