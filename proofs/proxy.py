"""A TCP line in front of a server that can be made slow, silent or cut."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

HOST, CHUNK = "127.0.0.1", 65536


class Mood(Enum):
    """How the line is: what passes, passes late, is swallowed, or is cut off."""

    WELL = "well"
    SLOW = "slow"
    SILENT = "silent"
    CUT = "cut"


@dataclass
class Line:
    """A line to a port of this machine; `mood` may be changed at any moment."""

    to: int
    late_seconds: float = 5.0
    mood: Mood = Mood.WELL
    port: int = 0
    _open: set[asyncio.StreamWriter] = field(default_factory=set)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)

    def feel(self, mood: Mood) -> None:
        """Change how the line is; a cut takes down what is open."""
        self.mood = mood
        if mood is Mood.CUT:
            self._loop.call_soon_threadsafe(self._hang_up)

    def _hang_up(self) -> None:
        for each in self._open:
            each.transport.abort()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.mood is Mood.CUT:
            writer.transport.abort()
            return
        try:
            there, back = await asyncio.open_connection(HOST, self.to)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, back}
        await asyncio.gather(self._pass(reader, back), self._pass(there, writer))
        self._open -= {writer, back}

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while said := await reader.read(CHUNK):
                if self.mood is Mood.SLOW:
                    await asyncio.sleep(self.late_seconds)
                if self.mood is Mood.SILENT:
                    continue
                writer.write(said)
                await writer.drain()
        writer.close()

    async def _serve(self, ready: threading.Event) -> None:
        server = await asyncio.start_server(self._take, HOST, 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await server.serve_forever()

    def run(self, ready: threading.Event) -> None:
        """Serve until the loop is stopped."""
        with contextlib.suppress(RuntimeError, asyncio.CancelledError):
            self._loop.run_until_complete(self._serve(ready))

    def stop(self) -> None:
        """End it."""
        self._loop.call_soon_threadsafe(self._loop.stop)


@contextlib.contextmanager
def line_to(port: int) -> Iterator[Line]:
    """A line to a port, for the block."""
    line, ready = Line(port), threading.Event()
    threading.Thread(target=line.run, args=(ready,), daemon=True).start()
    ready.wait(10)
    try:
        yield line
    finally:
        line.stop()
