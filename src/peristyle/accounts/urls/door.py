"""The addresses of the door: signing in, activating, recovering (design §5)."""

from django.urls import path, re_path

from peristyle.accounts.views import activation, first_connection, problems, sign_in

# A token has 43 characters, so that no step of the wizard is ever taken for one.
TOKEN = r"(?P<token>[A-Za-z0-9_-]{43})"  # noqa: S105

urlpatterns = [
    path("connexion/", sign_in.sign_in, name="sign_in"),
    path("deconnexion/", sign_in.sign_out, name="sign_out"),
    path("premiere-connexion/", first_connection.first_connection, name="first_connection"),
    path("premiere-connexion/situation/", first_connection.situation, name="situation"),
    path("premiere-connexion/lien/", first_connection.new_activation_link, name="new_activation_link"),
    path("premiere-connexion/adresse/", first_connection.backup_email, name="backup_email"),
    re_path(rf"^activation/{TOKEN}/$", activation.activation, name="activation"),
    path("activation/code/", activation.activation_code, name="activation_code"),
    path("activation/etape/<slug:code>/", activation.step, name="activation_step"),
    path("activation/mot-de-passe/", activation.choose_password, name="choose_password"),
    path("activation/termine/", activation.activated, name="activated"),
    path("mot-de-passe/avis/", activation.password_advice, name="password_advice"),
    path("probleme-de-connexion/", problems.connection_problem, name="connection_problem"),
    path("probleme-de-connexion/mot-de-passe/", problems.forgotten_password, name="forgotten_password"),
    path("probleme-de-connexion/mot-de-passe/lien/", problems.reset, name="reset"),
    path("probleme-de-connexion/mot-de-passe/code/", problems.reset_code, name="reset_code"),
    path("probleme-de-connexion/identifiant/", problems.forgotten_login, name="forgotten_login"),
    path("probleme-de-connexion/identifiant/reponse/", problems.my_login, name="my_login"),
    re_path(rf"^nouveau-mot-de-passe/{TOKEN}/$", problems.new_password, name="new_password"),
    path("nouveau-mot-de-passe/", problems.choose_new_password, name="choose_new_password"),
    path("nouveau-mot-de-passe/termine/", problems.password_changed, name="password_changed"),
    path("aide/", problems.help_page, name="help"),
    path("fermeture/", problems.closing, name="closing"),
]
