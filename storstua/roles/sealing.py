"""Where the sealed mail address of an invitation belongs, and why something was opened."""

from storstua import vault
from storstua.roles.models import Invitation, Opening


def drawer_of(invitation: Invitation) -> vault.Drawer:
    """What holds the address an invitation went to, and is erased with the invitation."""
    return vault.Drawer("invitation", invitation.organisation_id, str(invitation.key))


def place_of(invitation: Invitation) -> vault.Place:
    """The place by which the vault knows the address."""
    return drawer_of(invitation).place("roles_invitation", "sealed_email", invitation.key)


def address_of(invitation: Invitation) -> str:
    """The address in clear, for those who invite and for the one invited."""
    return vault.open_to_show(invitation.sealed_email, place_of(invitation))


def drawer_of_opening(opening: Opening) -> vault.Drawer:
    """What holds the words about an opening, and is erased with it."""
    return vault.Drawer("opening", opening.organisation_id, str(opening.key))


def place_of_explanation(opening: Opening) -> vault.Place:
    """The place by which the vault knows why something was opened."""
    drawer = drawer_of_opening(opening)
    return drawer.place("roles_opening", "sealed_explanation", opening.key)


def explanation_of(opening: Opening) -> str:
    """Why it was opened, in clear, for those who answer for it."""
    return vault.open_to_show(opening.sealed_explanation, place_of_explanation(opening))


SEALED = (
    vault.SealedColumn(Invitation.objects.all, "sealed_email", place_of),
    vault.SealedColumn(Opening.objects.all, "sealed_explanation", place_of_explanation),
)
