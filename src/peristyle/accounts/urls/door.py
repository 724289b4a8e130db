"""The addresses of the door: signing in, activating, recovering (design §5)."""

from django.urls import path, re_path

from peristyle.accounts.views import activation, alerts, closing, first_connection, problems, second_factor, sign_in

# A token has 43 characters, so that no step of the wizard is ever taken for one.
TOKEN = r"(?P<token>[A-Za-z0-9_-]{43})"  # noqa: S105

urlpatterns = [
    path("connexion/", sign_in.sign_in, name="sign_in"),
    path("connexion/cle/", sign_in.sign_in_by_passkey, name="sign_in_by_passkey"),
    path("connexion/cle/question/", sign_in.sign_in_question, name="sign_in_question"),
    path("connexion/second-facteur/", second_factor.second_factor, name="second_factor"),
    path("connexion/second-facteur/question/", second_factor.second_factor_question, name="second_factor_question"),
    path("deconnexion/", sign_in.sign_out, name="sign_out"),
    path("premiere-connexion/", first_connection.first_connection, name="first_connection"),
    path("premiere-connexion/situation/", first_connection.situation, name="situation"),
    path("premiere-connexion/lien/", first_connection.new_activation_link, name="new_activation_link"),
    path("premiere-connexion/ine/<slug:goal>/", first_connection.prove_national_id, name="prove_national_id"),
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
    path("probleme-de-connexion/compte-ferme/", problems.shut_account, name="shut_account"),
    path("probleme-de-connexion/adresse-perdue/", problems.lost_address, name="lost_address"),
    path("probleme-de-connexion/second-facteur/", second_factor.lost_factor, name="lost_factor"),
    re_path(rf"^nouveau-mot-de-passe/{TOKEN}/$", problems.new_password, name="new_password"),
    path("nouveau-mot-de-passe/", problems.choose_new_password, name="choose_new_password"),
    path("nouveau-mot-de-passe/termine/", problems.password_changed, name="password_changed"),
    re_path(rf"^pas-moi/{TOKEN}/$", alerts.not_me, name="not_me"),
    path("fermeture/", closing.closing, name="closing"),
]
