"""What is typed comes back when the database is away, but nothing that opens a door."""

from pathlib import Path

from storstua.ui.typed import is_secret

SECRETS = Path(__file__).with_name("secrets.txt")
# It asks for a mail with a link, and takes no secret.
TAKES_AN_ADDRESS = "/passord/glemt/"


def test_each_form_that_takes_a_secret_is_known_by_its_fields():
    shown = []
    for line in SECRETS.read_text().splitlines():
        place, _bar, _kinds = line.partition(" | ")
        _where, path, *fields = place.split()
        if path != TAKES_AN_ADDRESS and not any(map(is_secret, fields)):
            shown.append(path)
    assert shown == []
