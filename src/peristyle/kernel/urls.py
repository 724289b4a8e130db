"""Addresses for what watches over the house."""

from django.urls import path

from peristyle.kernel import views

app_name = "kernel"
urlpatterns = [
    path("sante/vivant", views.alive, name="alive"),
    path("sante/pret", views.ready, name="ready"),
]
