"""Writes a mark into every protected field, through the pages, as people do."""

import sys

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from storstua.base.tenancy import inside, organisation_ids
from storstua.matching.models import Request
from tests.house.cast import build


def plant(marks: dict[str, str]) -> int:
    """Write each mark through the pages; returns how many were taken."""
    house = build()
    rows, slug = house.rows, "/havblikk"
    asking, half, kari = Client(), Client(), house.client_of("kari")
    siri, ola = house.client_of("siri"), house.client_of("ola")
    ask = f"{slug}/samtale/be-om/"
    sent = []

    def send(browser: Client, path: str, **answers: object) -> None:
        answer = browser.post(path, answers)
        sent.append(answer.status_code == 302)
        if answer.status_code != 302:
            print(f"{path} answers {answer.status_code}", file=sys.stderr)

    for browser, nickname in ((asking, "Blåveis"), (half, marks["draft"])):
        browser.post(ask, {"role": "self"})
        browser.post(f"{ask}hvordan/", {"way": "phone"})
        browser.post(f"{ask}onsker/", {"skip": "1"})
        send(browser, f"{ask}kall-meg/", nickname=nickname, phone=marks["phone"], is_safe="yes")
    send(asking, f"{ask}se-over/", text=marks["request text"])
    send(kari, "/b/varsel/", address=f"{marks['notice address']}@example.org")
    talk = rows["conversation"].key
    send(kari, f"/b/samtale/{talk}/", text=marks["message of a seeker"])
    send(ola, f"{slug}/samtaler/{talk}/", text=marks["message of a supporter"])
    waiting = rows["open_request_ask"]
    ola.post(f"{slug}/sporsmal/{waiting.key}/", {"svar": "ja"})
    send(ola, f"{slug}/sporsmal/{waiting.key}/melding/", text=marks["first message"])
    new = _newest_request()
    to = f"{slug}/foresporsler/{new}/spor/{rows['supporter'].key}/"
    send(siri, to, way="phone", message=marks["message of a coordinator"])
    _send_file(house.client_of("astrid"), f"{slug}/hent-inn/ny/", marks["imported file"], sent)
    return sum(sent)


def _newest_request() -> object:
    (organisation_id, *_others) = organisation_ids()
    with inside(organisation_id):
        return Request.objects.latest("id").key


def _send_file(browser: Client, address: str, mark: str, sent: list[bool]) -> None:
    rows = f"Fornavn;Etternavn;Mobil\n{mark};Nordmann;91234567\n".encode()
    file = SimpleUploadedFile("liste.csv", rows)
    answer = browser.post(address, {"subject": "supporters", "file": file})
    sent.append(answer.status_code == 302)
    if answer.status_code != 302:
        print(f"{address} answers {answer.status_code}", file=sys.stderr)
