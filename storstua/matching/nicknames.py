"""Nicknames to begin with: plants, never numbers."""

import secrets

PLANTS = (
    *(
        "Blåveis",
        "Hvitveis",
        "Løvetann",
        "Røsslyng",
        "Blåklokke",
        "Prestekrage",
        "Kløver",
        "Bregne",
    ),
    *("Hestehov", "Smørblomst", "Rogn", "Bjørk", "Selje", "Furu", "Einer", "Linnea", "Tyttebær"),
    *("Blåbær", "Multe", "Myrull", "Ringblomst", "Syrin", "Timian", "Salvie", "Mose", "Reinrose"),
    *("Fioler", "Krokus", "Snøklokke", "Solsikke", "Lavendel", "Kamille", "Nype", "Hassel", "Alm"),
)


def new_nickname() -> str:
    """A plant's name, by chance."""
    return secrets.choice(PLANTS)
