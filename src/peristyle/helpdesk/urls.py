"""The addresses of the helpdesk."""

from django.urls import path, re_path

from peristyle.helpdesk.views import agents, author, public

app_name = "helpdesk"
FOLLOW_UP = r"^aide/suivi/(?P<token>[A-Za-z0-9_-]{43})/"
urlpatterns = [
    path("aide/", public.help_page, name="help"),
    re_path(rf"{FOLLOW_UP}$", author.follow_up, name="follow_up"),
    re_path(rf"{FOLLOW_UP}fermeture/$", author.close_followed, name="close_followed"),
    path("assistance/", author.my_requests, name="my_requests"),
    path("assistance/<slug:number>/", author.my_request, name="my_request"),
    path("assistance/<slug:number>/fermeture/", author.close_mine, name="close_mine"),
    path("gestion/assistance/", agents.queue, name="queue"),
    path("gestion/assistance/<slug:number>/", agents.managed_request, name="managed_request"),
    path("gestion/assistance/<slug:number>/reponse/", agents.answer_request, name="answer_request"),
    path("gestion/assistance/<slug:number>/note/", agents.note, name="note"),
    path("gestion/assistance/<slug:number>/attribution/", agents.assignment, name="assignment"),
    path("gestion/assistance/<slug:number>/fermeture/", agents.closure, name="closure"),
    path("gestion/assistance/<slug:number>/reouverture/", agents.reopening, name="reopening"),
]
