"""Every address of the house, room by room."""

from django.conf import settings
from django.urls import include, path

from peristyle.portal.views import set_language

handler400 = "peristyle.ui.errors.bad_request"
handler403 = "peristyle.ui.errors.forbidden"
handler404 = "peristyle.ui.errors.not_found"
handler500 = "peristyle.ui.errors.server_error"

urlpatterns = [
    path("", include("peristyle.kernel.urls")),
    path("langue/", set_language, name="set_language"),
    path("", include("peristyle.portal.urls")),
    path("", include("peristyle.accounts.urls")),
    path("", include("peristyle.mailbox.urls")),
    path("", include("peristyle.helpdesk.urls")),
    path("", include("peristyle.documents.urls")),
    path("", include("peristyle.enrolment.urls")),
    path("", include("peristyle.curriculum.urls")),
    path("", include("peristyle.timetable.urls")),
    path("gestion/", include("peristyle.people.urls")),
    path("gestion/", include("peristyle.audit.urls")),
    path("", include("peristyle.ui.urls")),
]
if settings.PERISTYLE_DEMO:
    urlpatterns.append(path("demonstration/", include("peristyle.demo.urls")))
