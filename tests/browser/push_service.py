"""A push service on this machine: Firefox speaks to it as to Mozilla's, the daemon posts to it.

The WebSocket side is autopush's protocol (hello, register, notification, ack, unregister); the
HTTP side takes messages as RFC 8030 says and refuses what a real push service would refuse.
"""

from __future__ import annotations

import json
import secrets
import threading
from base64 import urlsafe_b64encode
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve
from websockets.typing import Subprotocol

from tests.browser.push_messages import Pushed, Refused, Reply, check

PROTOCOL = Subprotocol("push-notification")
CREATED = 201


@dataclass
class Channel:
    """One subscription of a browser. ``pending`` are messages not acknowledged, by version."""

    agent: str
    identifier: str
    key: str
    pending: dict[str, dict[str, Any]] = field(default_factory=dict)


class PushService:
    """Runs while it is entered. ``pushed`` is everything that arrived, in order."""

    def __init__(self) -> None:
        self.pushed: list[Pushed] = []
        self._changed = threading.Condition()
        self._replies: deque[Reply] = deque()
        self._channels: dict[str, Channel] = {}
        self._connections: dict[str, ServerConnection] = {}
        # Pings draw from the one random generator that Hypothesis watches in all other tests.
        self._sockets: Server = serve(
            self._converse, "127.0.0.1", 0, subprotocols=[PROTOCOL], ping_interval=None
        )
        self._posts = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._posts.daemon_threads = True
        self._threads = [
            threading.Thread(target=server.serve_forever, name=f"push service {name}")
            for name, server in (("sockets", self._sockets), ("posts", self._posts))
        ]

    @property
    def url(self) -> str:
        """Where browsers connect to."""
        return f"ws://127.0.0.1:{self._sockets.socket.getsockname()[1]}/"

    @property
    def origin(self) -> str:
        """Where application servers post to."""
        return f"http://127.0.0.1:{self._posts.server_address[1]}"

    def answer_next(self, *replies: Reply) -> None:
        """Answer the next messages like this instead of taking them."""
        with self._changed:
            self._replies.extend(replies)

    def wait_for(self, count: int, seconds: float = 20.0) -> list[Pushed]:
        """What has arrived once it is so many messages."""
        return self._wait(lambda: len(self.pushed) >= count and list(self.pushed), seconds)

    def wait_until_settled(self, seconds: float = 10.0) -> None:
        """Wait until browsers have acknowledged everything they were sent."""
        self._wait(lambda: not any(c.pending for c in self._channels.values()), seconds)

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._sockets.shutdown()
        self._posts.shutdown()
        self._posts.server_close()
        for connection in list(self._connections.values()):
            connection.close()
        for thread in self._threads:
            thread.join(10)

    def _wait(self, look: Callable[[], Any], seconds: float) -> Any:
        with self._changed:
            seen = self._changed.wait_for(look, seconds)
        assert seen, f"the push service waited {seconds:.0f} s; it has {self.pushed}"
        return seen

    def _converse(self, connection: ServerConnection) -> None:
        agent = ""
        try:
            for text in connection:
                said = json.loads(text)
                if said.get("messageType") == "hello":
                    agent = said.get("uaid") or secrets.token_hex(16)
                    self._connections[agent] = connection
                reply = self._reply(agent, said)
                if reply is not None:
                    connection.send(json.dumps(reply))
                if said.get("messageType") == "hello":
                    self._send(agent, self._pending_of(agent))
        except ConnectionClosed:
            pass  # a browser that is closed does not take leave
        finally:
            self._connections.pop(agent, None)

    def _reply(self, agent: str, said: dict[str, Any]) -> dict[str, Any] | None:
        match said.get("messageType"):
            case "hello":
                hello = {"messageType": "hello", "status": 200, "uaid": agent}
                return {**hello, "use_webpush": True, "broadcasts": {}}
            case "register":
                return self._register(agent, said)
            case "unregister":
                with self._changed:
                    self._channels = {
                        name: channel
                        for name, channel in self._channels.items()
                        if channel.identifier != said["channelID"]
                    }
                    self._changed.notify_all()
                channel = said["channelID"]
                return {"messageType": "unregister", "channelID": channel, "status": 200}
            case "ack":
                self._acknowledge(said["updates"])
            case None | "ping":
                return said
        return None

    def _register(self, agent: str, said: dict[str, Any]) -> dict[str, Any]:
        name = secrets.token_urlsafe(24)
        with self._changed:
            self._channels[name] = Channel(agent, said["channelID"], said.get("key", ""))
        return {
            "messageType": "register",
            "channelID": said["channelID"],
            "status": 200,
            "pushEndpoint": f"{self.origin}/wpush/v2/{name}",
        }

    def _acknowledge(self, updates: list[dict[str, Any]]) -> None:
        with self._changed:
            for update in updates:
                for channel in self._channels.values():
                    channel.pending.pop(update["version"], None)
            self._changed.notify_all()

    def _pending_of(self, agent: str) -> list[dict[str, Any]]:
        with self._changed:
            channels = [c for c in self._channels.values() if c.agent == agent]
            return [message for channel in channels for message in channel.pending.values()]

    def _send(self, agent: str, messages: list[dict[str, Any]]) -> None:
        connection = self._connections.get(agent)
        if connection is None:
            return  # a browser that is closed is sent them when it says hello again
        for message in messages:
            connection.send(json.dumps(message))

    def _take(self, path: str, headers: dict[str, str], body: bytes) -> Reply:
        with self._changed:
            if self._replies:
                return self._replies.popleft()
            channel = self._channels.get(path.rpartition("/")[2])
            if channel is None:
                return Reply(410)
            try:
                check(headers, body, self.origin, channel.key)
            except Refused as error:
                return Reply(error.status, {"X-Why": str(error)})
            version = secrets.token_urlsafe(12)
            message = channel.pending[version] = {
                "messageType": "notification",
                "channelID": channel.identifier,
                "version": version,
                "data": urlsafe_b64encode(body).rstrip(b"=").decode(),
                "headers": {"encoding": "aes128gcm"},
            }
        self._send(channel.agent, [message])
        return Reply(CREATED, {"Location": f"{self.origin}/m/{version}", "TTL": headers["ttl"]})

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                reply = service._take(self.path, headers, body)
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()
                with service._changed:
                    service.pushed.append(Pushed(self.path, headers, body, reply))
                    service._changed.notify_all()

            def log_message(self, format: str, *args: object) -> None:
                """What arrived is in ``pushed``."""

        return Handler
