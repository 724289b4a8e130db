"""Addresses of the journal."""

from django.urls import path

from peristyle.audit.views import journal, tasks

app_name = "audit"
urlpatterns = [
    path("journal/", journal.journal, name="journal"),
    path("journal/export/", journal.export, name="export_journal"),
    path("taches/", tasks.tasks, name="tasks"),
    path("taches/<uuid:task_id>/rejouer/", tasks.replay_task, name="replay_task"),
]
