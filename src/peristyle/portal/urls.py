"""Addresses of the court."""

from django.urls import path

from peristyle.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("gestion/", views.management, name="management"),
    path("gestion/bandeaux/", views.banners, name="banners"),
    path("gestion/bandeaux/<int:banner_id>/fin/", views.end_banner, name="end_banner"),
    path("accessibilite/", views.accessibility_statement, name="accessibility"),
    path("mentions-legales/", views.legal_notice, name="legal_notice"),
    path("code-source/", views.source_code, name="source_code"),
    path("donnees-personnelles/", views.personal_data, name="personal_data"),
]
