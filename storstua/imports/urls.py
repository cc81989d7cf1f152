"""Addresses of the room inside an organisation."""

from django.urls import path

from storstua.imports.views import looking, sending, undoing

app_name = "imports"

urlpatterns = [
    path("hent-inn/", sending.listing, name="list"),
    path("hent-inn/ny/", sending.start, name="start"),
    path("hent-inn/mal/<slug:word>/", sending.template, name="template"),
    path("hent-inn/<uuid:key>/", looking.page, name="page"),
    path("hent-inn/<uuid:key>/kolonner/", sending.columns, name="columns"),
    path("hent-inn/<uuid:key>/hent/", looking.bringing_in, name="bringing_in"),
    path("hent-inn/<uuid:key>/forkast/", looking.discarding, name="discarding"),
    path("hent-inn/<uuid:key>/feil/", looking.faulty, name="faulty"),
    path("hent-inn/<uuid:key>/angre/", undoing.undoing, name="undoing"),
]
