"""The addresses of the timetable."""

from django.urls import path

from peristyle.timetable import views

app_name = "timetable"
urlpatterns = [path("gestion/salles/", views.rooms, name="rooms")]
