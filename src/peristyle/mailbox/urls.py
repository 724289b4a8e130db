"""Addresses of the university mailbox."""

from django.urls import path, re_path

from peristyle.mailbox import views

app_name = "mailbox"
urlpatterns = [
    path("compte/redirection/", views.redirect, name="redirect"),
    path("compte/redirection/choix/", views.change_redirect, name="change_redirect"),
    path("compte/redirection/arret/", views.stop_redirect, name="stop_redirect"),
    re_path(r"^redirection/(?P<token>[A-Za-z0-9_-]{43})/$", views.confirm_redirect, name="confirm_redirect"),
]
