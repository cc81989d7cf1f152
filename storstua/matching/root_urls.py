"""Addresses of the room in the seeker's area, at the root of the installation."""

from django.urls import path

from storstua.matching.views import receipt

app_name = "matching"

urlpatterns = [
    path("", receipt.home, name="home"),
    path("svar/", receipt.meeting, name="meet"),
    path("mer-tid/", receipt.more_time, name="more_time"),
    path("kode/", receipt.receipt, name="receipt"),
    path("kode/notat/", receipt.note, name="note"),
    path("kode/ov/", receipt.practice, name="practice"),
    path("kode/ny/", receipt.new_words, name="new_words"),
    path("varsel/", receipt.notice, name="notice"),
    path("endre/", receipt.change, name="change"),
    path("trekk/", receipt.withdrawal, name="withdrawal"),
]
