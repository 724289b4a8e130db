"""The addresses of « Compte informatique »: what its holder sees and does."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
