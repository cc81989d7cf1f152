"""What was brought in from which file, row by row, so that it is known again and can be undone."""

from datetime import datetime, timedelta

from django.db import models

from storstua.base import clock
from storstua.base.record import OrganisationRecord
from storstua.imports.choices import Outcome, State, Subject
from storstua.people.models import Person

KEPT = timedelta(days=7)


class Import(OrganisationRecord):
    """One file that was sent in. The file itself is sealed and goes after seven days.

    `digest` is a keyed hash of the content. `done_count` counts the good rows that have been
    looked at or brought in so far, up to `done_line`; `lacking_count` those that went in although
    something lacks.
    """

    subject = models.CharField(max_length=20, choices=Subject)
    filename = models.CharField(max_length=120)
    uploaded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State)
    digest = models.BinaryField(max_length=32)
    sealed_content = models.BinaryField(null=True)
    sealed_headings = models.BinaryField(null=True)
    rows_count = models.PositiveIntegerField(default=0)
    good_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    done_line = models.PositiveIntegerField(default=0)
    new_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)
    fault_count = models.PositiveIntegerField(default=0)
    lacking_count = models.PositiveIntegerField(default=0)
    worked_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "imports_import"
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="import_own")]
        indexes = [
            models.Index(fields=["organisation", "created_at"], name="imports_by_time"),
            models.Index(fields=["state", "worked_at"], name="imports_by_state"),
        ]

    @property
    def undo_until(self) -> datetime:
        """The moment until which the import can be undone, and its file is kept."""
        return (self.finished_at or self.created_at) + KEPT

    @property
    def is_at_work(self) -> bool:
        """True while rows are being read or brought in."""
        return self.state in {State.READING, State.RUNNING}

    def may_be_undone(self) -> bool:
        """True for seven days after everything was brought in, while what stood there is kept."""
        is_kept = self.sealed_headings is not None
        return self.state == State.DONE and is_kept and clock.now() < self.undo_until


class ImportedRow(OrganisationRecord):
    """One line of a file. `identity` is a keyed hash by which the line is known again.

    `target_key` is the key of the row it was made into. What stood in the line, and what stood
    there before, is sealed and goes after seven days.
    """

    file = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    is_lacking = models.BooleanField(default=False)
    identity = models.BinaryField(max_length=32, null=True)
    target_key = models.UUIDField(null=True)
    sealed_line = models.BinaryField(null=True)
    sealed_trace = models.BinaryField(null=True)

    class Meta:
        db_table = "imports_imported_row"
        constraints = [
            models.UniqueConstraint(fields=["file", "line"], name="imported_line_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="imported_row_own"),
        ]
        indexes = [
            models.Index(fields=["organisation", "identity"], name="imported_by_identity"),
            models.Index(fields=["file", "outcome", "line"], name="imported_by_outcome"),
        ]
