"""The addresses of the curriculum."""

from django.urls import path

from peristyle.curriculum import views

app_name = "curriculum"
urlpatterns = [path("calendrier/", views.calendar, name="calendar")]
