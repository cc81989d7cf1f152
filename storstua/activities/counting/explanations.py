"""What each verdict and code of the grant counting means, in one sentence for people."""

from django.utils.translation import gettext_lazy as _

from .verdict import Code, Result

RESULTS = {
    Result.YES: _("Teller"),
    Result.NO: _("Teller ikke"),
    Result.REVIEW: _("Må vurderes"),
}

EXPLANATIONS = {
    Code.OK: _("Aktiviteten følger reglene og teller."),
    Code.FORM_UNCLEAR: _(
        "[[Likepersonen]] møtte flere enn én, og reglene sier ikke om besøket da teller."
    ),
    Code.COURSE_SIZE_UNCLEAR: _(
        "Kurset hadde få deltakere, og reglene sier ikke hvor mange som trengs."
    ),
    Code.NOT_PHYSICAL: _(
        "Bare besøk teller: [[likepersonen]] reiser til den andre, og de møtes ansikt til ansikt."
    ),
    Code.SEEKER_CAME_TO_LIKEPERSON: _(
        "Den andre kom til [[likepersonen]], men bare besøk den andre veien teller."
    ),
    Code.TOO_SHORT: _("Aktiviteten varte kortere enn reglene krever."),
    Code.TOO_FEW: _("Det var færre deltakere enn reglene krever."),
    Code.LEADER_COUNT_UNCLEAR: _(
        "Det er nok deltakere bare hvis lederen regnes med, og det sier ikke reglene noe om."
    ),
    Code.DIGITAL_UNCLEAR: _(
        "Deltakerne møttes ikke ansikt til ansikt, og reglene sier ikke om det teller."
    ),
    Code.NOT_NORWAY: _("Aktiviteten var utenfor Norge."),
    Code.NOT_LED_BY_LIKEPERSON: _("Ingen godkjent [[likeperson]] ledet gruppen."),
    Code.NOT_OWN_EVENT: _("Noen andre enn organisasjonen sto for arrangementet."),
    Code.ORG_MEETING: _(
        "Dette var et møte i organisasjonen, for eksempel årsmøte eller styremøte."
    ),
    Code.STAND: _("Dette var arbeid på en stand."),
    Code.DUPLICATE: _("Arrangementet er registrert fra før."),
    Code.SAME_PEOPLE_SAME_DAY: _(
        "De samme personene møttes flere ganger samme dag, så dagen teller én gang."
    ),
    Code.OUTSIDE_TARGET_GROUP: _(
        "Den eller de som deltok, er ikke i målgruppen til organisasjonen."
    ),
    Code.LIKEPERSON_NOT_APPROVED: _(
        "Ingen [[likeperson]] som var godkjent den dagen, hadde samtalen."
    ),
    Code.NO_EXCHANGE: _("Programmet hadde ikke tid til å utveksle erfaringer."),
    Code.RECREATIONAL: _("Programmet var bare hygge og fritid."),
    Code.NO_CONTACT: _("[[Likepersonen]] møtte ingen."),
    Code.NOT_AN_ACTIVITY: _("Reglene gir ikke poeng for denne typen aktivitet."),
    Code.ONLY_A_NUMBER: _("Bare antallet i måneden er registrert, uten dag for hvert besøk."),
    Code.NO_RULESET: _("Vi har ingen regler som gjelder for den dagen."),
}
