"""The addresses of persons."""

from django.urls import path

from peristyle.people.views import duplicates

app_name = "people"
urlpatterns = [
    path("doublons/", duplicates.duplicates, name="duplicates"),
    path("doublons/<int:kept_id>/<int:absorbed_id>/", duplicates.merge, name="merge"),
    path("doublons/<int:pair_id>/deux-personnes/", duplicates.dismiss, name="dismiss_duplicate"),
    path("doublons/fusions/", duplicates.merge_list, name="merges"),
    path("doublons/fusions/<int:merge_id>/annulation/", duplicates.undo, name="undo_merge"),
]
