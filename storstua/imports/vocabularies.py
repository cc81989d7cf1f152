"""What the words in the columns mean: ways of contact, roles, languages, kinds of activity."""

from .words import Vocabulary

CONTACT_FORMS = Vocabulary.of(
    {
        "chat": ("skriftlig", "skriftleg", "skriving", "melding", "meldinger", "chatt", "written"),
        "phone": ("telefon", "telefonsamtale", "telefonsamtaler", "tlf", "ringe", "telephone"),
        "video": ("video", "videosamtale", "videosamtaler", "skjerm", "på skjerm", "video call"),
        "visit": ("besøk", "hjemmebesøk", "heimebesøk", "fysisk møte", "møtes", "ansikt til ansikt",
                  "personlig møte", "in person", "home visit"),
        "group": ("gruppe", "grupper", "samtalegruppe", "i gruppe", "groups"),
    }
)  # fmt: skip

ROLES = Vocabulary.of(
    {
        "self": ("selv", "sjølv", "egen erfaring", "egenerfaring", "eiga erfaring", "meg selv",
                 "selv syk", "har det selv", "own experience", "myself"),
        "relative": ("pårørende", "pårørande", "nærstående", "carer"),
        "parent": ("forelder", "foreldre", "mor", "far", "mor eller far", "foresatt",
                   "forelder til mindreårig", "føresett", "parents"),
        "family": ("familie", "hele familien", "heile familien", "whole family"),
    }
)  # fmt: skip

GENDERS = Vocabulary.of(
    {
        "f": ("kvinne", "k", "kvinna", "dame", "jente", "hunn", "female", "woman"),
        "m": ("mann", "gutt", "herre", "hann", "male", "man"),
        "x": ("annet", "anna", "annen", "ikke-binær", "ikkje-binær", "hen", "other", "non-binary"),
    }
)

LANGUAGES = Vocabulary.of(
    {
        "nb": ("norsk", "bokmål", "norsk bokmål", "norsk (bokmål)", "no", "norwegian", "nor"),
        "nn": ("nynorsk", "norsk nynorsk", "norsk (nynorsk)"),
        "en": ("engelsk", "english", "eng"),
        "de": ("tysk", "german", "deutsch"),
        "se": ("nordsamisk", "davvisámegiella", "northern sami", "north sami"),
        "smj": ("lulesamisk", "julevsámegiella", "lule sami"),
        "sma": ("sørsamisk", "åarjelsaemien", "southern sami", "south sami"),
        "fkv": ("kvensk", "kven"),
        "nsl": ("tegnspråk", "norsk tegnspråk", "teiknspråk", "norsk teiknspråk", "sign language"),
        "pl": ("polsk", "polish"),
        "ur": ("urdu",),
        "ar": ("arabisk", "arabic"),
        "so": ("somali", "somalisk"),
        "sv": ("svensk", "swedish"),
        "da": ("dansk", "danish"),
        "fi": ("finsk", "finnish"),
        "is": ("islandsk", "icelandic"),
        "fo": ("færøysk", "faroese"),
        "fr": ("fransk", "french"),
        "es": ("spansk", "spanish"),
        "pt": ("portugisisk", "portuguese"),
        "it": ("italiensk", "italian"),
        "nl": ("nederlandsk", "dutch"),
        "uk": ("ukrainsk", "ukrainian"),
        "ru": ("russisk", "russian"),
        "lt": ("litauisk", "lithuanian"),
        "lv": ("latvisk", "latvian"),
        "et": ("estisk", "estonian"),
        "ro": ("rumensk", "romanian"),
        "hu": ("ungarsk", "hungarian"),
        "bs": ("bosnisk", "bosnian"),
        "hr": ("kroatisk", "croatian"),
        "sr": ("serbisk", "serbian"),
        "sq": ("albansk", "albanian"),
        "el": ("gresk", "greek"),
        "tr": ("tyrkisk", "turkish"),
        "fa": ("persisk", "farsi", "persian"),
        "prs": ("dari",),
        "ps": ("pashto",),
        "ku": ("kurdisk", "kurdish"),
        "ckb": ("sorani", "kurdisk sorani"),
        "ti": ("tigrinja", "tigrinya"),
        "am": ("amharisk", "amharic"),
        "om": ("oromo",),
        "sw": ("swahili",),
        "hi": ("hindi",),
        "pa": ("punjabi", "panjabi"),
        "ta": ("tamil",),
        "th": ("thai", "thailandsk"),
        "vi": ("vietnamesisk", "vietnamese"),
        "tl": ("tagalog", "filippinsk"),
        "zh": ("kinesisk", "mandarin", "chinese"),
    }
)

LIFE_PHASES = Vocabulary.of(
    {
        "youth": ("ungdom", "ung", "ungdomstid", "young"),
        "studies": ("student", "studier", "studerer", "studium", "under utdanning", "studying"),
        "young_family": ("småbarnsfamilie", "småbarn", "småbarnsforelder", "små barn",
                         "småbarnsforeldre", "småbarnsfase", "family with small children"),
        "working": ("i jobb", "i arbeid", "jobb", "arbeid", "yrkesaktiv", "yrkesliv", "employed"),
        "out_of_work": ("utenfor arbeid", "uten arbeid", "utanfor arbeid", "utan arbeid", "ufør",
                        "arbeidsledig", "arbeidssøker", "not working", "unemployed"),
        "retired": ("pensjonist", "pensjon", "pensjonert", "alderspensjonist", "pensioner"),
    }
)  # fmt: skip

THEMES = Vocabulary.of(
    {
        "body_and_intimacy": ("kropp og nærhet", "kropp og nærleik", "kropp og intimitet"),
        "children": ("barn", "barna", "ungar"),
        "economy_rights": ("økonomi og rettigheter", "økonomi og rettar", "økonomi", "rettigheter",
                           "money and rights"),
        "family_life": ("familieliv", "familielivet"),
        "fear_of_the_future": ("frykt for framtiden", "frykt for fremtiden", "redsel for framtida",
                               "frykt for framtida"),
        "grief": ("sorg", "sorg og tap"),
        "hope": ("håp", "von"),
        "loneliness": ("ensomhet", "einsemd"),
        "medication_everyday": ("medisiner i hverdagen", "medisinar i kvardagen", "medisiner",
                                "everyday medication"),
        "sleep": ("søvn", "svevn"),
        "sources_of_knowledge": ("kilder til kunnskap", "kjelder til kunnskap", "kunnskap"),
        "working_life": ("arbeidsliv", "arbeidslivet", "arbeid", "jobb"),
    }
)  # fmt: skip

AGE_BANDS = Vocabulary.of(
    {
        "under18": ("under 18", "under 18 år", "0-17"),
        "18-29": ("18–29", "18-29 år", "18 til 29"),
        "30-44": ("30–44", "30-44 år", "30 til 44"),
        "45-59": ("45–59", "45-59 år", "45 til 59"),
        "60-74": ("60–74", "60-74 år", "60 til 74"),
        "75+": ("75 og over", "75 år og eldre", "75 år og over", "over 75", "75 og eldre",
                "75 and over"),
    }
)  # fmt: skip

GENDER_WISHES = Vocabulary.of(
    {
        "none": ("ingen", "spiller ingen rolle", "spelar inga rolle", "ingen ønsker", "no wish"),
        "same": ("samme", "samme kjønn", "same", "same kjønn", "same gender"),
        "f": ("kvinne", "k", "kvinna", "female", "woman"),
        "m": ("mann", "male", "man"),
    }
)

AGE_WISHES = Vocabulary.of(
    {
        "none": ("ingen", "spiller ingen rolle", "spelar inga rolle", "ingen ønsker", "no wish"),
        "similar": ("omtrent samme", "samme alder", "samme", "lik", "om lag same", "same alder",
                    "similar age"),
    }
)  # fmt: skip

MUSTS = Vocabulary.of(
    {
        "gender": ("kjønn",),
        "language": ("språk",),
        "contact_form": ("samtaleform", "måte", "kontaktform", "way"),
        "area": ("område", "diagnose", "topic"),
        "not_my_municipality": ("ikke min kommune", "annen kommune", "ikkje min kommune",
                                "anna kommune", "another municipality"),
    }
)  # fmt: skip

ACTIVITY_TYPES = Vocabulary.of(
    {
        "talk": ("samtale", "samtaler", "prat", "telefonsamtale", "videosamtale", "telefon",
                 "skriftlig samtale", "conversation"),
        "oppsokende": ("oppsøkende", "oppsøkjande", "besøk", "hjemmebesøk", "heimebesøk",
                       "sykehusbesøk", "sjukehusbesøk", "outreach", "visit"),
        "samtalegruppe": ("samtalegruppe", "samtalegrupper", "support group"),
        "aktivitetsgruppe": ("aktivitetsgruppe", "aktivitetsgrupper", "activity group"),
        "likepersonskurs": ("kurs", "kursdag", "likepersonkurs", "training course"),
        "sammenkomst": ("sammenkomst", "sammenkomster", "samkome", "samkomer", "get-together"),
        "other": ("annet", "anna", "andre"),
    }
)  # fmt: skip

MODES = Vocabulary.of(
    {
        "physical": ("fysisk", "fysisk oppmøte", "møttes", "oppmøte", "besøk",
                     "hjemmebesøk", "heimebesøk", "sykehusbesøk", "sjukehusbesøk",
                     "ansikt til ansikt", "in person"),
        "phone": ("telefon", "tlf", "telefonsamtale", "telephone"),
        "video": ("video", "videosamtale", "skjerm", "på skjerm", "video call"),
        "chat": ("skriftlig", "skriftleg", "chatt", "melding", "sms", "skriftlig samtale"),
        "email": ("e-post", "epost", "e-mail", "mail"),
        "forum": ("forumet", "nettforum"),
    }
)  # fmt: skip

ACTIVITY_KINDS = Vocabulary.of(
    {
        "normal": ("vanlig", "vanleg", "ordinær"),
        "seeker_travelled": ("den andre reiste",),
        "outside_target": ("utenfor målgruppen", "utanfor målgruppa"),
        "new_people_each": ("nye deltakere hver gang", "nye deltakarar kvar gong"),
        "other_days": ("andre dager", "andre dagar"),
        "same_people_same_day": ("samme personer samme dag", "same personar same dag"),
        "duplicate": ("dobbel", "registrert før"),
        "recreational": ("bare sosialt", "berre sosialt", "fritid"),
        "no_exchange": ("ingen erfaringsutveksling", "inga erfaringsutveksling"),
        "org_meeting": ("organisasjonsmøte", "møte i organisasjonen", "styremøte", "årsmøte"),
        "stand": ("stand", "informasjonsstand"),
    }
)

COUNTRIES = Vocabulary.of(
    {
        "NO": ("Norge", "Noreg", "Norway"),
        "SE": ("Sverige", "Sweden"),
        "DK": ("Danmark", "Denmark"),
        "FI": ("Finland",),
        "IS": ("Island", "Iceland"),
        "DE": ("Tyskland", "Germany"),
        "GB": ("Storbritannia", "UK", "England", "United Kingdom"),
        "ES": ("Spania", "Spain"),
        "FR": ("Frankrike", "France"),
        "IT": ("Italia", "Italy"),
        "PL": ("Polen", "Poland"),
        "NL": ("Nederland", "Netherlands"),
        "GR": ("Hellas", "Greece"),
        "PT": ("Portugal",),
    }
)
