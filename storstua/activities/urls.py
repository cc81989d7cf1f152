"""Addresses of the room inside an organisation."""

from django.urls import path

from storstua.activities.views import keeping, logging, months, own, putting_back, remembered

app_name = "activities"

urlpatterns = [
    path("registrer/", logging.log, name="log"),
    path("registrer/antall/", months.month_counts, name="month_counts"),
    path("registrer/<uuid:key>/", logging.receipt, name="receipt"),
    path("registrer/<uuid:key>/angre/", logging.undoing, name="undoing"),
    path("telefon/registrer/", remembered.log, name="phone_log"),
    path("telefon/registrert/", remembered.receipt, name="phone_receipt"),
    path("min-logg/", own.mine, name="mine"),
    path("min-logg/<uuid:key>/endre/", own.change, name="change"),
    path("min-logg/<uuid:key>/slett/", own.removal, name="removal"),
    path("aktiviteter/", keeping.listing, name="list"),
    path("aktiviteter/ny/", keeping.addition, name="addition"),
    path("aktiviteter/<uuid:key>/", keeping.activity, name="activity"),
    path("aktiviteter/<uuid:key>/endre/", keeping.correction, name="correction"),
    path("aktiviteter/<uuid:key>/slett/", keeping.deletion, name="deletion"),
    path("aktiviteter/<uuid:key>/slettet/", putting_back.removed, name="removed"),
    path("aktiviteter/<uuid:key>/dobbel/", keeping.merging, name="merging"),
]
