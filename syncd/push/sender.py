"""Sending: many messages side by side, over as few connections as possible."""

import re
import socket
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import pycurl

from syncd.push.addresses import is_loopback, is_public
from syncd.push.messages import Message
from syncd.push.outcome import Answer

CONNECT_SECONDS = 5
CONNECTIONS_PER_HOST = 8
CONNECTIONS = 64
LONGEST_SAID = 300
IDLE_SECONDS = 1.0


class _Exchange:
    """One message on its way, and what came back."""

    def __init__(self, handle: Any, number: int, message: Message) -> None:
        self.handle = handle
        self.number = number
        self.refused = False
        self.said = b""
        self.retry_after: int | None = None
        # libcurl connects over copies of these, which are its own to close.
        self.opened: list[socket.socket] = []
        handle.exchange = self
        handle.setopt(pycurl.URL, message.endpoint)
        # Whether many may share a connection shows when TLS begins; without it, with the first
        # answer, and all others would wait for that.
        handle.setopt(pycurl.PIPEWAIT, int(message.endpoint.startswith("https:")))
        handle.setopt(pycurl.HTTPHEADER, list(message.headers))
        handle.setopt(pycurl.POSTFIELDS, message.body)
        handle.setopt(pycurl.WRITEFUNCTION, self._hear)
        handle.setopt(pycurl.HEADERFUNCTION, self._header)

    def answer(self, failed: str = "") -> Answer:
        for opened in self.opened:
            opened.close()
        said = failed or self.said.decode("utf-8", "replace")[:LONGEST_SAID]
        if failed:
            return Answer(None, None, said, refused=self.refused)
        return Answer(self.handle.getinfo(pycurl.RESPONSE_CODE), self.retry_after, said)

    def _hear(self, data: bytes) -> None:
        # The rest is read and dropped, so that the connection can be used again.
        self.said = (self.said + data)[: LONGEST_SAID * 4]

    def _header(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"retry-after":
            self.retry_after = seconds_of(value.decode("latin-1").strip(), datetime.now(UTC))


class Sender:
    """Sends messages over HTTP/2 where it is offered, keeping connections for the next batch.

    One serves one thread. Only public addresses are connected to, judged by the address that is
    really connected to and not by what a name resolved to before; redirects are not followed.
    """

    def __init__(self, *, timeout: int, allow_loopback: bool = False) -> None:
        self._timeout = timeout
        self._allow_loopback = allow_loopback
        self._multi = pycurl.CurlMulti()
        self._multi.setopt(pycurl.M_PIPELINING, pycurl.PIPE_MULTIPLEX)
        self._multi.setopt(pycurl.M_MAX_HOST_CONNECTIONS, CONNECTIONS_PER_HOST)
        self._multi.setopt(pycurl.M_MAX_TOTAL_CONNECTIONS, CONNECTIONS)
        self._idle: list[Any] = []

    def send(self, messages: Sequence[Message]) -> list[Answer]:
        """The answers, in the order of the messages. Takes no longer than the time-out."""
        answers: list[Answer | None] = [None] * len(messages)
        for number, message in enumerate(messages):
            self._multi.add_handle(_Exchange(self._handle(), number, message).handle)
        remaining = len(messages)
        while remaining:
            self._multi.perform()
            queued = 1
            while queued:
                queued, succeeded, failed = self._multi.info_read()
                for handle in succeeded:
                    answers[handle.exchange.number] = handle.exchange.answer()
                for handle, code, text in failed:
                    answers[handle.exchange.number] = handle.exchange.answer(f"{text} ({code})")
                for handle in [*succeeded, *(failure[0] for failure in failed)]:
                    remaining -= 1
                    self._multi.remove_handle(handle)
                    self._idle.append(handle)
            if remaining:
                self._multi.select(IDLE_SECONDS)
        return [answer for answer in answers if answer is not None]

    def close(self) -> None:
        for handle in self._idle:
            handle.close()
        self._idle.clear()
        self._multi.close()

    def _handle(self) -> Any:
        handle = self._idle.pop() if self._idle else self._new_handle()
        handle.setopt(pycurl.OPENSOCKETFUNCTION, self._opener(handle))
        return handle

    def _new_handle(self) -> Any:
        handle = pycurl.Curl()
        handle.setopt(pycurl.POST, 1)
        handle.setopt(pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_2TLS)
        handle.setopt(pycurl.CONNECTTIMEOUT, CONNECT_SECONDS)
        handle.setopt(pycurl.TIMEOUT, self._timeout)
        handle.setopt(pycurl.NOSIGNAL, 1)
        handle.setopt(pycurl.FOLLOWLOCATION, 0)
        handle.setopt(pycurl.PROXY, "")
        handle.setopt(pycurl.NETRC, pycurl.NETRC_IGNORED)
        schemes = pycurl.PROTO_HTTPS | (pycurl.PROTO_HTTP if self._allow_loopback else 0)
        handle.setopt(pycurl.PROTOCOLS, schemes)
        return handle

    def _opener(self, handle: Any) -> Callable[[int, Any], Any]:
        def open_socket(purpose: int, address: Any) -> Any:
            family, kind, protocol, place = address
            if not self._may_reach(place[0]):
                handle.exchange.refused = True
                return pycurl.SOCKET_BAD
            opened = socket.socket(family, kind, protocol)
            handle.exchange.opened.append(opened)
            return opened

        return open_socket

    def _may_reach(self, address: str) -> bool:
        return is_public(address) or (self._allow_loopback and is_loopback(address))


def seconds_of(retry_after: str, now: datetime) -> int | None:
    """The seconds a Retry-After header asks to wait (RFC 9110, section 10.2.3); None if unread."""
    if re.fullmatch(r"\d{1,9}", retry_after, re.ASCII):
        return int(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return max(0, int((moment - now).total_seconds()))
