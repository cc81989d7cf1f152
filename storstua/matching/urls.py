"""Addresses of the room inside an organisation."""

from django.urls import path, register_converter

from storstua.matching.steps import StepNumber
from storstua.matching.views import answering, asking, coordinating, emergency

app_name = "matching"
register_converter(StepNumber, "step")

urlpatterns = [
    path("samtale/", asking.talk, name="talk"),
    path("samtale/be-om/", asking.step, {"number": 1}, name="ask"),
    path("samtale/be-om/<step:number>/", asking.step, name="step"),
    path("samtale/be-om/se-over/", asking.check, name="check"),
    path("foresporsler/", coordinating.queue, name="queue"),
    path("foresporsler/<uuid:key>/", coordinating.one_request, name="request"),
    path("foresporsler/<uuid:key>/alle/", coordinating.search, name="search"),
    path("foresporsler/<uuid:key>/spor/<uuid:supporter>/", coordinating.question, name="question"),
    path("foresporsler/<uuid:key>/venteliste/", coordinating.waiting_list, name="waiting_list"),
    path("foresporsler/<uuid:key>/svar-fra/", coordinating.noting, name="noting"),
    path("foresporsler/<uuid:key>/svar/", coordinating.meeting, name="meeting"),
    path("foresporsler/<uuid:key>/mer-tid/", coordinating.prolonging, name="prolonging"),
    path("foresporsler/<uuid:key>/avslutt/", coordinating.ending, name="ending"),
    path("foresporsler/<uuid:key>/nodapning/", emergency.asking, name="emergency"),
    path("nodapning/", emergency.openings, name="openings"),
    path("nodapning/finn/", emergency.find, name="find_to_open"),
    path("nodapning/<uuid:key>/", emergency.opening, name="opening"),
    path("samtaler/<uuid:key>/kontakt/", answering.elsewhere, name="elsewhere"),
    path("sporsmal/<uuid:key>/", answering.ask, name="answer"),
    path("sporsmal/<uuid:key>/melding/", answering.first_message, name="first_message"),
    path("sporsmal/<uuid:key>/trekk/", coordinating.taking_back, name="taking_back"),
]
