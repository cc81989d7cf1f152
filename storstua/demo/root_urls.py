"""Addresses of the demo; only there."""

from django.urls import path

from storstua.demo import views

app_name = "demo"

urlpatterns = [
    path("", views.cast, name="cast"),
    path("inn/", views.enter, name="enter"),
    path("post/", views.mails, name="mails"),
]
