"""The addresses of the computing account."""

from django.urls import include, path

from peristyle.accounts.urls import door, management, own

app_name = "accounts"
urlpatterns = [
    *door.urlpatterns,
    path("compte/", include(own.urlpatterns)),
    path("gestion/comptes/", include(management.urlpatterns)),
]
