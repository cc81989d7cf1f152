"""Addresses of the room inside an organisation."""

from django.urls import path

from storstua.organisations.views import lists, look, settings

app_name = "organisations"

urlpatterns = [
    path("tema-<slug:mark>.css", look.theme, name="theme"),
    path("logo.png", look.logo, name="logo"),
    path("innstillinger/", settings.settings, name="settings"),
    path("innstillinger/navn/", settings.facts, name="facts"),
    path("innstillinger/adresse/", settings.address, name="address"),
    path("innstillinger/rom/", settings.rooms, name="rooms"),
    path("innstillinger/utseende/", settings.look, name="look"),
    path("innstillinger/krav/", settings.policy, name="policy"),
    path("innstillinger/ord/<str:language>/", settings.words, name="words"),
    path("innstillinger/omrader/", lists.areas, name="areas"),
    path("innstillinger/omrader/nytt/", lists.new_area, name="new_area"),
    path("innstillinger/omrader/<uuid:key>/", lists.area, name="area"),
    path("innstillinger/temaer/", lists.topics, name="topics"),
    path("innstillinger/temaer/nytt/", lists.new_topic, name="new_topic"),
    path("innstillinger/temaer/<uuid:key>/", lists.topic, name="topic"),
    path("innstillinger/lag/", lists.branches, name="branches"),
    path("innstillinger/lag/nytt/", lists.new_branch, name="new_branch"),
    path("innstillinger/hjelpenumre/", lists.help_lines, name="help_lines"),
    path("innstillinger/hjelpenumre/nytt/", lists.help_line, name="new_help_line"),
    path("innstillinger/hjelpenumre/<uuid:key>/", lists.help_line, name="help_line"),
    path(
        "innstillinger/hjelpenumre/<uuid:key>/fjern/",
        lists.help_line_removal,
        name="help_line_removal",
    ),
]
