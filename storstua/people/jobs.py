"""What the worker does for people: answers those who have forgotten their password."""

from procrastinate.contrib.django import app

from storstua.base.tenancy import INSTALLATION
from storstua.base.viewer import Viewer
from storstua.people import forgotten_password


@app.task(queue="default", name="people.forgotten_password", pass_context=False)
def answer_forgotten(sealed: str) -> bool:
    """Mail a link to the account with the sealed address; True when there is one."""
    by = Viewer.system(INSTALLATION, "people.forgotten_password")
    return forgotten_password.answer(by=by, sealed=sealed)
