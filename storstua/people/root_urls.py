"""Addresses of the room at the root of the installation."""

from django.urls import path

from storstua.people import second_factor_views, views

app_name = "people"

urlpatterns = [
    path("b/ord/", views.words, name="words"),
    path("ut", views.leave, name="leave"),
    path("konto/", views.account, name="account"),
    path("konto/sprak/", views.language, name="language"),
    path("konto/innlogginger/", views.sessions, name="sessions"),
    path("konto/to-trinn/", second_factor_views.second_factor, name="second_factor"),
]
