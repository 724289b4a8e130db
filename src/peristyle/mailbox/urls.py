"""Addresses of the university mailbox."""

from django.urls import re_path

from peristyle.mailbox import views

app_name = "mailbox"
urlpatterns = [
    re_path(r"^redirection/(?P<token>[A-Za-z0-9_-]{43})/$", views.confirm_redirect, name="confirm_redirect"),
]
