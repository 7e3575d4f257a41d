"""Between an answering child and the trusted side: hand on whole frames, and end the child when told to."""

import contextlib
import os
import select
import signal

from . import wire

__all__ = ["receive", "relay"]

CHUNK = 1 << 16
NO_PIDFD_PAUSE = 5  # milliseconds between looks, on systems where a process cannot be polled for


def receive(channel):
    """Return the next order of the trusted side, or None when there will be no more."""
    header = _exactly(channel, wire.HEADER.size)
    return header and wire.unpack(_exactly(channel, *wire.HEADER.unpack(header)))


def _exactly(channel, size):
    received = bytearray()
    while len(received) < size:
        part = channel.recv(min(size - len(received), CHUNK))
        if not part:
            return None
        received += part
    return bytes(received)


def relay(channel, reading, child, limit):
    """Copy the frames that `child` writes until it ends.

    Parameters
    ----------
    channel : socket
        To the trusted side. Any order that comes now means: stop the child.
    reading : int
        The pipe that the child writes to.
    child : int
        Its process.
    limit : int
        The longest frame, in bytes.

    Returns
    -------
    int
        The child's exit status; negative for a signal.
    """
    os.set_blocking(reading, False)
    frames, ended = bytearray(), False
    with _Watch(channel.fileno(), reading, child) as watch:
        while not ended:
            ready = watch.wait()
            ended = watch.ended(ready)
            if channel.fileno() in ready:
                _kill(child)
                if receive(channel) is None:
                    os._exit(0)
            if (reading in ready or ended) and not _collect(reading, frames):
                watch.forget(reading)
            if not _forward(channel, frames, limit):
                _kill(child)
                watch.forget(reading)
                frames.clear()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class _Watch:
    """Waits for the two descriptors and for the end of the child at once."""

    def __init__(self, channel, reading, child):
        self.child, self.poll = child, select.poll()
        self.end = os.pidfd_open(child) if hasattr(os, "pidfd_open") else None
        self.reading = reading
        for descriptor in (channel, reading, self.end):
            if descriptor is not None:
                self.poll.register(descriptor, select.POLLIN)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        if self.end is not None:
            os.close(self.end)

    def wait(self):
        pause = NO_PIDFD_PAUSE if self.end is None else None
        return {descriptor for descriptor, _ in self.poll.poll(pause)}

    def ended(self, ready):
        if self.end is not None:
            return self.end in ready
        return os.waitid(os.P_PID, self.child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def forget(self, descriptor):
        with contextlib.suppress(KeyError):
            self.poll.unregister(descriptor)


def _collect(reading, frames):
    """Read what is there; return False at the end of it."""
    with contextlib.suppress(BlockingIOError):
        while part := os.read(reading, CHUNK):
            frames += part
            if len(frames) > CHUNK:
                return True  # hand on first, then read more
        return False
    return True


def _forward(channel, frames, limit):
    """Send the whole frames in `frames` and keep the rest; return False if one is too long."""
    size = wire.HEADER.size
    while len(frames) >= size:
        [length] = wire.HEADER.unpack_from(frames)
        if length > limit:
            return False
        if len(frames) < size + length:
            break
        channel.sendall(frames[: size + length])
        del frames[: size + length]
    return True


def _kill(child):
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
