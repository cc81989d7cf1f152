"""Example pages that show every part; people and figures in them are invented."""

from collections.abc import Callable, Mapping

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from storstua.ui.forms import FilterForm, Form
from storstua.ui.menus import MenuGroup, MenuItem
from storstua.ui.parts import Answer, BarRow, BarTable, PersonCard, Reason, Task
from storstua.ui.widgets import Choices, ManyChoices, ManyPicks, Picks

type Context = Mapping[str, object]

WAYS = [
    ("write", _("Skrive her på nettsiden")),
    ("phone", _("Snakke på telefon")),
    ("meet", _("Møtes")),
]
LINES = {
    "write": _("Uten navn, telefon eller e-post. Dere svarer når det passer."),
    "phone": _("[[Likepersonen]] ringer deg. Bare to personer ser nummeret ditt."),
}
AREAS = [("work", _("Jobb")), ("sleep", _("Søvn")), ("family", _("Familie"))]
MINUTES = [("10", _("Under 15")), ("20", "15–30"), ("45", "31–60"), ("90", _("Over 60"))]


class ExampleForm(Form):
    """One field of each kind."""

    keeps_version = True

    name = forms.CharField(label=_("Navn"), max_length=80, help_text=_("Slik andre ser det."))
    mail = forms.EmailField(label=_("E-post"), required=False)
    met_on = forms.DateField(label=_("Dato"))
    county = forms.ChoiceField(label=_("Fylke"), choices=[("", "–"), ("18", "Nordland")])
    text = forms.CharField(label=_("Litt om deg"), widget=forms.Textarea, required=False)
    way = forms.ChoiceField(
        label=_("Hvordan vil du helst snakke?"),
        choices=WAYS,
        widget=Choices(lines=LINES, tags={"write": _("Anonymt")}),
    )
    areas = forms.MultipleChoiceField(
        label=_("Hva vil du snakke om?"), choices=AREAS, widget=ManyChoices, required=False
    )
    minutes = forms.ChoiceField(
        label=_("Hvor mange minutter?"), choices=MINUTES, widget=Picks(even=True)
    )
    topics = forms.MultipleChoiceField(
        label=_("Temaer"), choices=AREAS, widget=ManyPicks, required=False
    )
    file = forms.FileField(label=_("Fil"), required=False)
    agrees = forms.BooleanField(label=_("Jeg har lest og lover å følge erklæringen"))


class QuestionForm(Form):
    """One question on a page."""

    way = forms.ChoiceField(
        label=_("Hvordan vil du helst snakke?"),
        help_text=_("Du kan bytte senere."),
        choices=WAYS,
        widget=Choices(lines=LINES, tags={"write": _("Anonymt")}),
    )


class ExampleFilter(FilterForm):
    """A filter above a list."""

    sok = forms.CharField(label=_("Navn"), required=False)
    omrade = forms.ChoiceField(label=_("Område"), choices=[("", _("Alle")), *AREAS], required=False)


PEOPLE = (
    PersonCard(
        "Anne",
        "Norsk, Deutsch",
        "Leddgikt siden 2009. Sluttet i jobben, begynte å male.",
        _("Ledig denne uka"),
        url="#anne",
        ask_url="#spor-anne",
        ask=_("Spør Anne om en samtale"),
    ),
    PersonCard("Tor Ivar", "Norsk", "Nakkeskade etter ulykke. Pappa til to.", colour="teglstein"),
    PersonCard("Solveig", "Norsk, English", "Pårørende i tjue år.", colour="lyng"),
)
BARS = BarTable(
    _("Aktiviteter etter måte"),
    _("Måte"),
    (_("Antall"), _("Teller")),
    (
        BarRow(_("Telefon"), 412, (412, 0)),
        BarRow(_("Møttes"), 97, (97, 97), part=97, url="#mottes"),
        BarRow(_("Grupper"), 38, (38, 27), part=27),
    ),
    totals=(547, 124),
)
MENU = (
    MenuGroup(
        "",
        (
            MenuItem(_("I dag"), "#i-dag", "house"),
            MenuItem(_("Forespørsler"), "#foresporsler", "inbox", count=4),
            MenuItem(_("[[Likepersoner]]"), "#likepersoner", "person-group", current=True),
        ),
    ),
    MenuGroup(_("Styring"), (MenuItem(_("Rapporter"), "#rapporter", "bar-chart"),)),
)


def _bound(kind: type[Form], request: HttpRequest) -> Form:
    return kind({"version": 1}) if "feil" in request.GET else kind(initial={"version": 1})


def _index(request: HttpRequest) -> Context:
    return {
        "answers": (
            Answer(_("Hvordan"), _("Snakke på telefon"), "#hvordan"),
            Answer(_("Kallenavn"), "Blåveis"),
        ),
        "tasks": (
            Task(_("Samtale"), _("Ferdig"), done=True),
            Task(_("Kurs"), _("Gjenstår"), "#kurs", note=_("Neste kurs er i mars.")),
        ),
        "table": BARS,
        "reasons": (
            Reason("yes", _("Snakker tysk og norsk")),
            Reason("no", _("Litt eldre enn ønsket")),
            Reason("care", _("Tilbake fra pause for tre uker siden")),
        ),
        "people": PEOPLE,
        "links": (
            MenuItem(_("Legg til den første"), "#ny"),
            MenuItem(_("Hent fra Excel"), "#hent"),
        ),
    }


def _work(request: HttpRequest) -> Context:
    rows = [PersonCard(f"{card.name} {n}", card.known_for) for n in range(1, 41) for card in PEOPLE]
    return {
        "side_menu": MENU,
        "crumbs": MENU[0].items[:1] + MENU[0].items[2:],
        "filter": ExampleFilter(request.GET),
        "page": Paginator(rows, 20).get_page(request.GET.get("side")),
    }


def _question(request: HttpRequest) -> Context:
    return {
        "form": _bound(QuestionForm, request),
        "step": 2,
        "steps": 4,
        "back_url": "#tilbake",
        "may_skip": True,
    }


PAGES: Mapping[str, Callable[[HttpRequest], Context]] = {
    "index": _index,
    "forside": lambda request: {"people": PEOPLE},
    "skjema": lambda request: {"form": _bound(ExampleForm, request)},
    "sporsmal": _question,
    "arbeid": _work,
    "samtale": lambda request: {},
    "sikker": lambda request: {"form": Form(), "goes": [_("3 samtaler"), _("Profilen")]},
    "framdrift": lambda request: {
        "heading": _("Henter listen"),
        "progress": _("142 av 380 rader"),
        "done": 142,
        "total": 380,
        "finished": False,
        "side_menu": MENU,
    },
}


def context_of(page: str, request: HttpRequest) -> dict[str, object]:
    """What the example page with this name shows; `?feil` fills its form with faults."""
    context = dict(PAGES[page](request))
    form = context.get("form")
    context["has_errors"] = isinstance(form, Form) and bool(form.errors)
    return context
