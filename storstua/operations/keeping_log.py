"""What happens to the log by itself: its chain grows, and each day its head is told."""

from storstua.audit import chaining
from storstua.base.tenancy import INSTALLATION, inside, organisation_ids
from storstua.base.viewer import Viewer
from storstua.organisations.models import Organisation
from storstua.outbox import actions as outbox

JOB = "chain the log"


def grow_chains() -> int:
    """Add to each organisation's chain what has happened since; returns how many entries."""
    count = 0
    for organisation_id in (INSTALLATION, *organisation_ids()):
        with inside(organisation_id, by=Viewer.system(organisation_id, JOB)):
            count += chaining.grow()
    return count


def tell_heads() -> int:
    """Keep each chain's head of the day, and send it to the privacy contact; returns how many.

    The mail holds a number and a hash alone. Where nothing has happened nothing is sent.
    """
    told = 0
    for organisation_id in (INSTALLATION, *organisation_ids()):
        by = Viewer.system(organisation_id, JOB)
        with inside(organisation_id, by=by):
            head = chaining.note_head()
            told += head is not None
            if head is not None and (address := _privacy_contact(organisation_id)):
                told_in_it = {"number": str(head.link_id), "head": bytes(head.hash).hex()}
                outbox.queue_mail(
                    by=by, address=address, template="log_head", parameters=told_in_it
                )
    return told


def _privacy_contact(organisation_id: int) -> str:
    rows = Organisation.objects.filter(id=organisation_id)
    return rows.values_list("privacy_email", flat=True).first() or ""
