"""What a new organisation starts with: word forms, help lines and topics."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

CHECKED_ON = date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A help line, as the service itself told of it on CHECKED_ON."""

    country: str
    name: str
    number: str
    in_strip: bool = False
    for_young: bool = False
    hours: str = ""


HELP_LINES = (
    Line("NO", "Medisinsk nødhjelp", "113", in_strip=True),
    Line("NO", "Politiet i nød", "112"),
    Line("NO", "Brann", "110"),
    Line("NO", "Legevakt", "116 117", in_strip=True),
    Line("NO", "Mental Helse Hjelpetelefonen", "116 123", in_strip=True),
    Line("NO", "Kirkens SOS", "22 40 00 40"),
    Line("NO", "Alarmtelefonen for barn og unge", "116 111", for_young=True),
    Line("NO", "Vold- og overgrepslinjen", "116 006"),
    Line("NO", "Hjelpetelefonen for seksuelt misbrukte", "800 57 000"),
    Line("NO", "Kors på halsen", "800 33 321", for_young=True, hours="Se åpningstid på nettsiden"),
    Line("DE", "Notruf", "112", in_strip=True),
    Line("DE", "Polizei", "110"),
    Line("DE", "Ärztlicher Notdienst", "116 117", in_strip=True),
    Line("DE", "Telefonseelsorge", "0800 1110111", in_strip=True),
    Line("DE", "Telefonseelsorge (zweite Nummer)", "0800 1110222"),
    Line("DE", "Nummer gegen Kummer", "116 111", for_young=True, hours="Mo–Sa 14–20 Uhr"),
    Line("DE", "Gewalt gegen Frauen", "116 016"),
)

LANGUAGES = ("nb", "nn", "en", "de")


@cache
def topics() -> dict[str, dict[str, str]]:
    """The topics a new organisation starts with: code -> language -> name."""
    return tomllib.loads(files("storstua.organisations").joinpath("topics.toml").read_text("utf-8"))
