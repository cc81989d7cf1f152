"""Addresses of the room at the root of the installation."""

from django.urls import path

from storstua.people import views

app_name = "people"

urlpatterns = [
    path("b/ord/", views.words, name="words"),
    path("ut", views.leave, name="leave"),
    path("konto/", views.account, name="account"),
    path("konto/sprak/", views.language, name="language"),
]
