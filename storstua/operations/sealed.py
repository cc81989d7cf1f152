"""Everything in the database that is sealed, told by the rooms that seal it."""

from storstua import vault
from storstua.conversations.sealing import SEALED as CONVERSATIONS
from storstua.imports.sealing import SEALED as IMPORTS
from storstua.matching.sealing import SEALED as MATCHING
from storstua.outbox.places import SEALED as OUTBOX
from storstua.people.contact import SEALED as PEOPLE
from storstua.roles.sealing import SEALED as ROLES
from storstua.supporters.sealing import SEALED as SUPPORTERS

COLUMNS: tuple[vault.SealedColumn, ...] = (
    *CONVERSATIONS,
    *MATCHING,
    *SUPPORTERS,
    *PEOPLE,
    *ROLES,
    *IMPORTS,
    *OUTBOX,
)
