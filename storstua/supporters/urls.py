"""Addresses of the room inside an organisation."""

from django.urls import include, path

from storstua.supporters.views import (
    branch,
    directory,
    fulfilments,
    inviting,
    keeping,
    minors,
    own,
    person,
    phone,
    record,
    roster,
)

app_name = "supporters"

ONE = [
    path("", person.person, name="person"),
    path("kontakt/", person.contact, name="contact"),
    path("rettelse/", record.correction, name="correction"),
    path("historikk/", person.history, name="history"),
    path("inviter/", inviting.invite, name="invite"),
    path("endre/", record.record, name="record"),
    path("kurs/", fulfilments.course, name="course"),
    path("veiledning/", fulfilments.supervision, name="supervision"),
    path("medlemskap/", fulfilments.membership, name="membership"),
    path("erklaring/", fulfilments.declaration, name="declaration"),
    path("oppnevning/", keeping.appointment, name="appointment"),
    path("oppnevning/slutt/", keeping.end, name="end"),
    path("pause/", keeping.rest, name="rest"),
    path("pause/slutt/", keeping.rested, name="rested"),
    path("merker/", keeping.marks, name="marks"),
    path("unge/", minors.minors, name="minors"),
]

urlpatterns = [
    path("innstillinger/lag/<uuid:key>/", branch.branch, name="branch"),
    path("likepersoner/", directory.directory, name="directory"),
    path("likepersoner/<uuid:key>/", directory.profile, name="profile"),
    path("arbeid/likepersoner/", roster.roster, name="list"),
    path("arbeid/likepersoner/ny/", record.newcomer, name="newcomer"),
    path("arbeid/likepersoner/unge/<uuid:key>/ja/", minors.agreeing, name="agreeing"),
    path("arbeid/likepersoner/<uuid:key>/", include(ONE)),
    path("min-profil/", own.own, name="own"),
    path("min-profil/endre/", own.own_edit, name="own_edit"),
    path("min-profil/synlig/", own.shown, name="shown"),
    path("telefon/", phone.phone, name="phone"),
    path("telefon/pause/", phone.pause, name="phone_pause"),
    path("telefon/pauset/", phone.paused, name="phone_paused"),
    path("pause/", own.pause, name="pause"),
    path("pause/slutt/", own.resume, name="resume"),
]
