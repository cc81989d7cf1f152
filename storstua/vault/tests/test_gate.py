"""A few inside, some waiting, the rest told at once."""

import time
from contextlib import ExitStack
from threading import Event, Thread

import pytest

from storstua.vault.faults import Busy
from storstua.vault.gate import Gate


def test_gate_is_busy_when_all_places_are_taken() -> None:
    gate = Gate(running=2, waiting=0)
    with ExitStack() as held:
        held.enter_context(gate.turn())
        held.enter_context(gate.turn())
        with pytest.raises(Busy) as caught, gate.turn():
            pytest.fail("a third was let in")
        assert caught.value.retry_after == 5
    with gate.turn():
        pass


def test_gate_gives_the_turn_back_when_the_work_fails() -> None:
    gate = Gate(running=1, waiting=0)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), gate.turn():
            raise ZeroDivisionError


def test_gate_lets_the_waiting_in_when_a_turn_ends() -> None:
    gate, inside = Gate(running=1, waiting=1), Event()

    def wait() -> None:
        with gate.turn():
            inside.set()

    waiting = Thread(target=wait)
    with gate.turn():
        waiting.start()
        deadline = time.monotonic() + 5
        while gate._places._value and time.monotonic() < deadline:
            time.sleep(0.001)
        with pytest.raises(Busy), gate.turn():
            pytest.fail("a third was let in")
        assert not inside.is_set()
    waiting.join(5)
    assert inside.is_set()
