"""The addresses of the computing account."""

from django.urls import include, path

from peristyle.accounts.urls import door, management, own
from peristyle.accounts.views import api

app_name = "accounts"
urlpatterns = [
    *door.urlpatterns,
    path("api/moi/", api.me, name="me"),
    path("compte/", include(own.urlpatterns)),
    path("gestion/comptes/", include(management.urlpatterns)),
]
