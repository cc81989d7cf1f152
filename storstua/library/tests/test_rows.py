"""What each requirement row says stands on a page that can be read in every demo organisation."""

from collections.abc import Iterator

import pytest

from storstua.library.places import is_open
from storstua.library.tests.reading import LANGUAGES, all_text, read_all
from storstua.library.texts import text_in

OPEN_ROOMS = ["samtale", "informasjon"]
BODIES = {page.slug: all_text(page.body) for page in read_all() if page.language == "nb"}

# Row, page, and what the page must say; that the other languages say the same follows from
# `test_texts.py`, which compares the shape of the pages.
SAID = """
A1|hva-er-likeperson|samme livssituasjon|til nytte for begge|hverdagslivets kompetanse|før dere snakker sammen første gang
A1|hva-er-likeperson|ikke fagperson og ikke saksbehandler|bestemme, godkjenne, bestille eller vurdere
A2|krav-til-likepersoner|bearbeidet det du har opplevd|skriftlig avtale|Skal være på plass|Blir veid|noe om annen hjelp
A3|krav-til-likepersoner|Ingen lov sier|håndplukket|Noen foreslår deg|korte notater|oppnevner deg
A4|hva-er-likeperson|samme diagnose|samme fase i livet|samme kjønn|stenger ingen ute|levd lenger med det|er et krav
A5|pause|Behovet for pause kan komme|med en gang|ikke å oppgi noen grunn|skal skånes|grense for hvor mange
A6|huset|Samtalerommet|Rådgivningsrommet|Informasjonsrommet|Alt-mulig-rommet
A7|laering|notat til deg selv|tilbakemeldinger|kurs og samlinger
A8|mal|plan for hvert år|endrer på det|Kvalitet er viktigere enn antall
A9|kommune|har sagt ja|ikke likeperson|Datoen for å reise hjem|Ambulante vakter|som tall|Rehabilitering
A10|selvhjelpsgrupper|Med i rapportene våre|innenfor retningslinjene|hvilken utgave
A11|for-fagfolk|brosjyren|Tall for året
A12|annen-hjelp|hvem det er for|hvordan du får det|hvor det er|sist sjekket
B1|eksempler|Rus|Mobbing og diskriminering|Incest|Å komme fra et annet land|Familie til familie|en hel familie på hver side
B2|mal|tilpasse deg|rusfri|mulighetene dine|rom til å handle|nye nettverk|forhold til andre
B3|for-fagfolk|barnevern|distriktspsykiatriske|sagt ja|forespørselen er mottatt|minst fem|Ingen vedtak
B4|krav-til-likepersoner|25 år|avstand til det du har opplevd|fullført opplæringen|veiledning hver måned
B5|kurs|brukermedvirkning|være medlem|ingen konto|når det neste starter
B6|hva-er-likeperson|ikke titler|mellom erfaring og fag|ikke høyere rang
C1|forum-og-moderatorer|sosialt rom|hele døgnet|fra alle steder|vondt for å komme deg ut
C2|forum-og-moderatorer|nynorsk, engelsk og tysk|hvilket språk det er
C3|forum-og-moderatorer|uformell måte|i enerom|lukket rom|vaktliste|to bestemmer sammen|en prat etterpå
C4|mal|kroniske smerter|søke hjelp videre|alene|bilde av deg selv|rettighetene dine|bearbeide det
C5|fellene|deg selv eller andre som eksempel|misforstås|ærlig|god lytter|seksualitet|uunnværlig|vet best
C5|fellene|Stol på at den andre kan velge|ikke terapeut|medmenneske|saklig du kan
C6|forum-og-moderatorer|frivillig og i fritiden|raskt og enkelt
D1|ettarig-utdanning|lokalavisen|intervju og opptak|Første kull, 2006|hva de brenner for
D2|ettarig-utdanning|10 uker, 140 timer|14 uker|student, ikke ansatt|180 timer|Skriftlig oppgave
D3|ettarig-utdanning|veiledning gjennom hele praksisen|Hva deler jeg?|forbli mitt|arbeider i grupper
D4|ettarig-utdanning|flere enn de 48|sin egen dato|nok med summene|ansatt der de hadde praksis|18 studenter
D5|ettarig-utdanning|mellom 7 og 20 timer|vanlig lønn|1 G|rehabiliteringspenger|Idrettslag|Noen har som mål
D6|ettarig-utdanning|bedre enn oss|fleksibelt|Helsen kan svinge|hva de synes om utdanningen
D7|ettarig-utdanning|begge parter venter seg|tåle å bli avvist|be om hjelp|like nøye
E1|instruks|få forslag fra andre eller komme med egne|best egnede|dato og saksnummer
E2|bli-likeperson|AIH, PBC og PSC|unge under 18 år og deres foreldre|pårørende|hvor det mangler noen
E3|instruks|ta imot telefoner|avtale møter|hjemmebesøk|velkomne, inkludert|får en velkomst
E4|temaer-og-mater|hvem som møtes, på hvilken måte og når|Telefon|Besøk|Gruppe|På tomannshånd
E5|laering|gjennom opplæringen|eget møte for likepersonene|ikke samlingen kunngjøres
E6|tilskudd|egen rapport kommer først|telefonsamtaler, besøk og sammenkomster|et annet regnskap
E7|taushetsplikt|før du får den første samtalen|også når oppdraget er slutt
E8|temaer-og-mater|redsel for framtiden|sorg og frustrasjon|håp|finne kunnskap|bearbeide|ingen medisinske råd
E9|bli-likeperson|åpen for alle, eller bare for medlemmer|For hvert felt
E10|laering|Podkastserie fra FFO|Filmserie fra ADHD Norge|henter ikke noe derfra
E11|instruks|utgave 1|åpen for alle|sier ja til den utgaven|Oppnevning|Opplæring|Rapportering|Taushetsplikt
"""  # noqa: E501


def said() -> Iterator[tuple[str, str, list[str]]]:
    for line in SAID.strip().splitlines():
        row, slug, *words = line.split("|")
        yield row, slug, words


@pytest.mark.parametrize(("row", "slug", "words"), list(said()))
def test_the_page_says_what_the_row_asks_for(row: str, slug: str, words: list[str]):
    body = BODIES[slug].replace("[[", "").replace("]]", "").casefold()
    assert [each for each in words if each.casefold() not in body] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_row_can_be_read_where_only_two_rooms_are_open(language: str):
    slugs = {slug for _row, slug, _words in said()}
    texts = [text_in(slug, language) for slug in sorted(slugs)]
    assert [text.slug for text in texts if not is_open(text, OPEN_ROOMS)] == []
    assert {text.language for text in texts} == {language}


def test_every_row_is_asked_for_here():
    rows = {"A": 12, "B": 6, "C": 6, "D": 7, "E": 11}
    wanted = {f"{letter}{number}" for letter, last in rows.items() for number in range(1, last + 1)}
    assert {row for row, _slug, _words in said()} == wanted
