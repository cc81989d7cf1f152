"""Words that cannot be an organisation's address, because the installation uses them itself."""

RESERVED = frozenset(
    {
        "b",
        "deler",
        "demo",
        "helse",
        "konto",
        "logg-inn",
        "logg-ut",
        "media",
        "robots.txt",
        "sprak",
        "static",
        "ut",
        "utseende",
        "well-known",
        ".well-known",
        "favicon.ico",
        "invitasjon",
        "passord",
        "admin",
        "api",
        "www",
    }
)
