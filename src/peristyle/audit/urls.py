"""Addresses of the journal."""

from django.urls import path

from peristyle.audit import views

app_name = "audit"
urlpatterns = [
    path("journal/", views.journal, name="journal"),
    path("taches/", views.tasks, name="tasks"),
    path("taches/<uuid:task_id>/rejouer/", views.replay_task, name="replay_task"),
]
