"""The address of the gallery."""

from django.urls import path

from peristyle.ui import views

app_name = "ui"
urlpatterns = [path("galerie/", views.gallery, name="gallery")]
