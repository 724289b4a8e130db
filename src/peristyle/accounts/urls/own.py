"""The addresses of « Compte informatique »: what its holder sees and does."""

from django.urls import path, re_path

from peristyle.accounts.views import closing
from peristyle.accounts.views.own import (
    applications,
    charter,
    contacts,
    data,
    identity,
    overview,
    password,
    preferences,
    proof,
    second_factors,
    sessions,
    tokens,
)

# A token has 43 characters.
TOKEN = r"(?P<token>[A-Za-z0-9_-]{43})"  # noqa: S105

urlpatterns = [
    path("", overview.own_account, name="own"),
    path("identite/", identity.identity, name="identity"),
    path("mot-de-passe/", password.change_password, name="change_password"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/autres/fermer/", sessions.revoke_other_sessions, name="revoke_other_sessions"),
    path("sessions/<slug:reference>/fermer/", sessions.revoke_session, name="revoke_session"),
    path("jetons/", tokens.tokens, name="tokens"),
    path("jetons/nouveau/", tokens.new_token, name="new_token"),
    path("jetons/revoquer/", tokens.revoke_all, name="revoke_all_tokens"),
    path("jetons/<int:token_id>/revoquer/", tokens.revoke_one, name="revoke_token"),
    path("applications/", applications.applications, name="applications"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("charte/", charter.charters, name="charters"),
    path("charte/version/", charter.charter_again, name="charter_again"),
    path("coordonnees/", contacts.contacts, name="contacts"),
    re_path(rf"^coordonnees/lien/{TOKEN}/$", contacts.confirm_address, name="confirm_address"),
    path("coordonnees/mobile/retirer/", contacts.remove_phone, name="remove_phone"),
    path("coordonnees/<slug:subject>/", contacts.change_contact, name="change_contact"),
    path("coordonnees/<slug:subject>/code/", contacts.confirm_contact, name="confirm_contact"),
    path("duree/", closing.end_of_access, name="end_of_access"),
    path("mes-donnees/", data.my_data, name="my_data"),
    path("mes-donnees/progression/", data.data_progress, name="data_progress"),
    path("mes-donnees/telechargement/", data.download_my_data, name="download_my_data"),
    path("preuve/", proof.prove_again, name="prove_again"),
    path("preuve/question/", proof.proof_question, name="proof_question"),
    path("seconde-verification/", second_factors.second_factors, name="second_factors"),
    path("seconde-verification/cle/", second_factors.add_passkey, name="add_passkey"),
    path("seconde-verification/cle/question/", second_factors.new_passkey_question, name="new_passkey_question"),
    path("seconde-verification/application/nouvelle/", second_factors.new_app, name="new_app"),
    path("seconde-verification/application/", second_factors.confirm_first_code, name="confirm_app"),
    path("seconde-verification/codes/", second_factors.recovery_codes, name="recovery_codes"),
    path("seconde-verification/appareils/<int:number>/oublier/", second_factors.forget_device, name="forget_device"),
    path("seconde-verification/<slug:kind>/<int:number>/", second_factors.factor, name="factor"),
    path("seconde-verification/<slug:kind>/<int:number>/retirer/", second_factors.remove_factor, name="remove_factor"),
]
