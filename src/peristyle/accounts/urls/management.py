"""The addresses of agents and IT, under /gestion/comptes/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
