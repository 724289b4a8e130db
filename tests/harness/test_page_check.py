"""The page check itself: a good page passes, and each thing that may be wrong with a page is found."""

import pytest

from tests.harness.page_check import problems_of_fragment, problems_of_page

GOOD = """<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>Connexion — ENT</title></head>
<body>
<a href="#main">Aller au contenu</a>
<main id="main">
<h1>Bonjour\u202f!</h1>
<p>L’heure\u202f: 18:35. Écrivez à <a href="mailto:a@b.fr">a@b.fr</a>, « <strong>vite</strong> ».</p>
<form method="post">
<input type="hidden" name="csrfmiddlewaretoken" value="x">
<label for="name">Nom</label><input id="name" name="name" aria-describedby="hint"><p id="hint">Le vôtre</p>
<button type="submit">Envoyer</button>
</form>
<h2>Ensuite</h2>
<img src="data:," alt="">
<code>a ; b ? c : d</code>
</main>
</body>
</html>""".replace("« <", "«\u202f<").replace("> »", ">\u202f»")

WRONG = [
    ("<main", "<main <", "line"),
    ("</h1>", "", "line"),
    ('lang="fr"', 'lang="en"', "asked for in fr"),
    ("Connexion — ENT", "", "is not written"),
    ("Connexion — ENT", "Connexion", "is not written"),
    ("<h2>", "<h1>", "one wanted"),
    ("<h2>Ensuite</h2>", "<h3>Ensuite</h3>", "comes after <h1>"),
    ("<h2>Ensuite</h2>", "<h2></h2>", "an empty <h2>"),
    ('id="hint"', 'id="name"', "stands 2 times"),
    ('<label for="name">Nom</label>', "", "has no label"),
    ('for="name"', 'for="nome"', "refers to nothing"),
    ('aria-describedby="hint"', 'aria-controls="panel"', "refers to nothing"),
    ('id="main"', 'id="other"', "leads nowhere"),
    ('href="#main"', 'href="#"', 'has href="#"'),
    ('href="#main"', 'href=""', 'has href=""'),
    ('href="#main"', 'href="/nulle-part/"', "is dead"),
    (">Envoyer<", "><", "says nothing"),
    ('name="csrfmiddlewaretoken"', 'name="other"', "no CSRF token"),
    ('<form method="post">', '<form method="post" action="https://bank.example/">', "gives the CSRF token away"),
    ("<h2>", '<h2 style="color:red">', "Content-Security-Policy"),
    ("<h2>", '<h2 onclick="x()">', "Content-Security-Policy"),
    ("<h2>", "<script>x()</script><h2>", "Content-Security-Policy"),
    ("<h2>", "<style>p{}</style><h2>", "Content-Security-Policy"),
    (' alt=""', "", "has no alt"),
    ("<h2>", "<svg></svg><h2>", "neither hidden"),
    ("Bonjour\u202f!", "Bonjour !", "wants U+202F before it"),
    ("Bonjour\u202f!", "Bonjour!", "wants U+202F before it"),
    ("L’heure\u202f:", "L’heure :", "wants U+202F before it"),
    ("L’heure", "L'heure", "is written ’"),
    ("«\u202f", "« ", "wants U+202F after it"),
    ("\u202f»", " »", "wants U+202F before it"),
]


def test_a_good_page_passes() -> None:
    assert problems_of_page(GOOD, language="fr") == []


@pytest.mark.parametrize(("right", "wrong", "said"), WRONG)
def test_what_is_wrong_with_a_page_is_found(right: str, wrong: str, said: str) -> None:
    assert right in GOOD

    problems = problems_of_page(GOOD.replace(right, wrong, 1), language="fr")

    assert any(said in problem for problem in problems), problems


def test_english_typography_is_left_alone() -> None:
    page = GOOD.replace('lang="fr"', 'lang="en"').replace("Bonjour\u202f!", "Don't!")

    assert problems_of_page(page, language="en") == []


@pytest.mark.parametrize("mark", ['translate="no"', 'lang="en"'])
def test_names_and_other_languages_have_their_own_typography(mark: str) -> None:
    page = GOOD.replace("Le vôtre", f"<span {mark}>Siobhan O'Brien?</span>")

    assert problems_of_page(page, language="fr") == []


def test_a_fragment_may_refer_to_the_page_around_it() -> None:
    fragment = '<p id="advice" aria-describedby="elsewhere">Bien\u202f!</p>'

    assert problems_of_fragment(fragment, language="fr") == []


def test_a_fragment_is_checked_for_the_rest() -> None:
    assert problems_of_fragment("<input name=a><p>Bien !</p>", language="fr") == [
        '<input name="a"> has no label',
        "'!' wants U+202F before it in « Bien ! »",
    ]
