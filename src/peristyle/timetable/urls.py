"""The addresses of the timetable."""

from django.urls import path

from peristyle.timetable.views import rooms

app_name = "timetable"
urlpatterns = [path("gestion/salles/", rooms.rooms, name="rooms")]
