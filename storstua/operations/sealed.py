"""Everything in the database that is sealed, told by the rooms that seal it."""

from storstua import vault
from storstua.conversations.sealing import SEALED as CONVERSATIONS
from storstua.imports.sealing import SEALED as IMPORTS
from storstua.matching.sealing import SEALED as MATCHING
from storstua.outbox.places import SEALED as OUTBOX
from storstua.people.contact import SEALED as PEOPLE

COLUMNS: tuple[vault.SealedColumn, ...] = (*CONVERSATIONS, *MATCHING, *PEOPLE, *IMPORTS, *OUTBOX)
