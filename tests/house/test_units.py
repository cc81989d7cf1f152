"""The units of a real installation give the database owner's address to the migrating one alone."""

from pathlib import Path

DEPLOY = Path(__file__).parents[2] / "deploy"
OWNER_FILE = "EnvironmentFile=/etc/storstua-owner.env"
UNITS = sorted(DEPLOY.glob("*.service"))


def test_only_the_migrating_unit_reads_the_owners_address():
    assert [unit.name for unit in UNITS if OWNER_FILE in unit.read_text()] == [
        "storstua-migrate.service"
    ]


def test_the_owners_address_stands_in_one_file_of_settings():
    files = sorted(DEPLOY.glob("*.env"))
    assert [file.name for file in files if "DATABASE_OWNER_URL" in file.read_text()] == [
        "storstua-owner.env"
    ]


def test_each_unit_that_serves_waits_for_the_migrating_one():
    serving = [unit for unit in UNITS if unit.name != "storstua-migrate.service"]
    wanted = "Requires=storstua-migrate.service"
    assert [unit.name for unit in serving if wanted not in unit.read_text()] == []
