"""What happens to keys by itself: erasures are finished, epochs brought over and destroyed."""

from storstua import vault
from storstua.operations.resealing import left_in_earlier_form, reseal_some


def keep_keys() -> int:
    """Finish erasures and wrap keys under the present epoch; returns how many keys were touched.

    What a crash interrupts is done the next time.
    """
    touched = vault.finish_erasures() + vault.replay_journal()
    while done := vault.rewrap_some():
        touched += done
    return touched


def renew_seals() -> tuple[int, list[str]]:
    """Seal anew what is left in the earlier form, then destroy the epochs that nothing needs.

    Returns how many values were sealed anew, and the ids of the epochs destroyed.
    """
    resealed = 0
    while done := reseal_some():
        resealed += done
    return resealed, vault.destroy_epochs(needed=left_in_earlier_form() > 0)
