"""What ends with the last appointment: the role, and the telephones that are remembered."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import require
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations.addresses import address_of
from storstua.outbox import actions as outbox
from storstua.roles import actions as roles
from storstua.roles import queries as held
from storstua.supporters import queries
from storstua.supporters.actions.erasing import BY_THE_CLOCK
from storstua.supporters.models import Supporter


@transaction.atomic
def end_service(*, by: Viewer, supporter: Supporter) -> None:
    """Take the supporter's role, and the telephones with it, from someone who has left.

    The person is told by mail. Their open talks go to the coordinators, see
    `matching.actions.hand_back`. Refuses people, and while an appointment runs or lies ahead.
    """
    require(by.is_system and by.acts_in(supporter.organisation_id), BY_THE_CLOCK)
    rows = Supporter.objects.select_for_update(of=("self",)).select_related("organisation")
    row = rows.get(id=supporter.id)
    is_gone = queries.gone(clock.today()).filter(id=row.id).exists()
    require(is_gone, _("Oppnevningen varer ennå."))
    grants = held.in_role(Role.SUPPORTER).filter(person_id=row.person_id)
    for grant in grants.select_related("person__account"):
        roles.end(by=by, grant=grant)
        if account := grant.person.account:
            outbox.queue_mail(
                by=by,
                address=account.email,
                template="role_ended",
                parameters={"link": address_of(row.organisation, "/mine-opplysninger/")},
                language=account.language_of_mails,
            )
    audit.wrote("end service", row, by=by)
