"""Addresses of the demonstration's own pages."""

from django.urls import path

from peristyle.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.panel, name="panel"),
    path("horloge/", views.move, name="clock"),
    path("courriers/", views.mailbox_list, name="mailboxes"),
    path("courriers/<str:address>/", views.mailbox_of, name="mailbox"),
    path("courriers/<str:address>/<int:mail_id>/", views.mail, name="mail"),
    path("courriers/<str:address>/<int:mail_id>/mise-en-page/", views.mail_as_designed, name="mail_as_designed"),
]
