"""The addresses of documents (design §5)."""

from django.urls import path

from peristyle.documents.views import management, own, verification

app_name = "documents"

urlpatterns = [
    path("verification/", verification.verification, name="verification"),
    path("verification/<slug:code>/", verification.verified, name="verified"),
    path("documents/<slug:number>/", own.my_document, name="my_document"),
    path("documents/<slug:number>/etat/", own.waiting_state, name="waiting_state"),
    path("gestion/documents/", management.documents, name="documents"),
    path("gestion/documents/<slug:number>/", management.managed_document, name="managed_document"),
    path("gestion/documents/<slug:number>/fichier/", management.managed_file, name="managed_file"),
    path("gestion/documents/<slug:number>/annulation/", management.cancellation, name="cancellation"),
]
