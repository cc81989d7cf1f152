"""Where the sealed mail address of an invitation belongs."""

from storstua import vault
from storstua.roles.models import Invitation


def drawer_of(invitation: Invitation) -> vault.Drawer:
    """What holds the address an invitation went to, and is erased with the invitation."""
    return vault.Drawer("invitation", invitation.organisation_id, str(invitation.key))


def place_of(invitation: Invitation) -> vault.Place:
    """The place by which the vault knows the address."""
    return drawer_of(invitation).place("roles_invitation", "sealed_email", invitation.key)


def address_of(invitation: Invitation) -> str:
    """The address in clear, for those who invite and for the one invited."""
    return vault.open_to_show(invitation.sealed_email, place_of(invitation))


SEALED = (vault.SealedColumn(Invitation.objects.all, "sealed_email", place_of),)
