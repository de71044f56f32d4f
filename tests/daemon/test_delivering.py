"""Delivering: real messages to a real push service, marked only when it has answered."""

from __future__ import annotations

import threading
import time
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import true

from syncd import devices, households
from syncd.clock import read_clock
from syncd.daemon import Daemon
from syncd.push import claims
from syncd.push.announce import announce
from syncd.push.delivering import Deliverer, Manner
from syncd.push.messages import LONGEST_PLAINTEXT
from syncd.push.notices import MANNERS, Notice
from syncd.push.outcome import FIRST_PAUSE
from syncd.store.tables import deliveries, pushes, subscriptions
from tests.daemon.conftest import UME, Phone, Press, Village
from tests.daemon.push_service import Browser, PushService, Reply

pytestmark = pytest.mark.settings(PUSH_ALLOW_LOOPBACK="1")
SECOND = timedelta(seconds=1)


class Clock:
    """A clock tests turn forward. It begins now: a push service checks tokens by its own."""

    def __init__(self) -> None:
        self.now = read_clock()

    def __call__(self) -> datetime:
        return self.now


class StopsAfterSending:
    """The clock of a worker that dies before it has written down what it sent."""

    def __init__(self, clock: Clock) -> None:
        self._reads = iter([clock.now])

    def __call__(self) -> datetime:
        for now in self._reads:
            return now
        raise KeyboardInterrupt


@dataclass
class Post:
    """A village with a push service, a clock, and one worker."""

    village: Village
    service: PushService
    clock: Clock
    workers: list[Deliverer]

    def worker(self, batch: int = 50, clock: Callable[[], datetime] | None = None) -> Deliverer:
        daemon = self.village.daemon
        manner = Manner(batch=batch, timeout=30, allow_loopback=True)
        self.workers.append(Deliverer(daemon.store, daemon.vapid, manner, clock or self.clock))
        return self.workers[-1]

    def subscribe(self, phone: Phone) -> Browser:
        browser = self.service.subscribe()
        response = phone.call("PUT", "/v1/subscription", json=browser.as_json())
        assert response.status_code == 200, response.text
        return browser

    def announce(self, kind: str = "circular", **more: Any) -> int:
        """Tell everybody of something now."""
        with self.village.daemon.store.write() as connection:
            return announce(
                connection, notice(kind, self.clock.now, **more), true(), self.clock.now
            )

    def deliver(self, worker: Deliverer | None = None) -> int:
        """How many deliveries were due, all batches together."""
        worker = worker or self.workers[0]
        total = 0
        while taken := worker.deliver_batch():
            total += taken
        return total

    def states(self) -> list[str]:
        return [row.state for row in self.village.rows(deliveries)]

    def delivery(self) -> Any:
        (row,) = self.village.rows(deliveries)
        return row


def notice(kind: str, now: datetime, text: str = "回覧です", tag: str = "", **more: Any) -> Notice:
    manner = MANNERS[kind]
    return Notice(
        kind=kind,
        tag=tag or f"{UME}/{kind}",
        texts={"ja": {"title": text, "body": "本文"}},
        url=f"items/{kind}.html",
        manner=manner,
        expires_at=now + manner.lifetime,
        **more,
    )


@pytest.fixture
def post(village: Village) -> Iterator[Post]:
    with PushService() as service:
        made = Post(village, service, Clock(), [])
        made.worker()
        yield made
        for worker in made.workers:
            worker.close()


@pytest.fixture
def browser(post: Post) -> Browser:
    return post.subscribe(post.village.phone())


def test_a_phone_reads_exactly_what_the_circular_says(
    post: Post, press: Callable[[dict[str, str | bytes]], Press]
) -> None:
    """From Markdown to the phone: built, circulated, encrypted, sent, decrypted."""
    made = press({})
    made.circulate(post.village.daemon, post.clock.now)
    ja = post.subscribe(post.village.phone())
    en = post.subscribe(post.village.phone(post.village.household("Smith"), language="en"))
    vi = post.subscribe(post.village.phone(post.village.household("Nguyen"), language="vi"))
    head = "title: 側溝清掃\ndate: 2026-11-01\nnotify: true"
    made.write(
        {
            f"{UME}/mizo.md": f"---\n{head}\n---\n八時に公園へ。😀\n",
            f"{UME}/mizo.en.md": "---\ntitle: Gutters\n---\nAt eight in the park.\n",
        }
    )
    made.build()
    made.circulate(post.village.daemon, post.clock.now)

    assert post.deliver() == 3

    japanese = {
        "title": "側溝清掃",
        "body": "梅町会\n八時に公園へ。😀",
        "url": "items/machi.kita.ume.mizo.html",
        "tag": f"{UME}/mizo",
        "lang": "ja",
        "kind": "circular",
        "item": f"{UME}/mizo",
    }
    assert post.service.received(ja) == [japanese]
    assert post.service.received(vi) == [japanese]
    assert post.service.received(en) == [
        {
            **japanese,
            "title": "Gutters",
            "body": "Ume\nAt eight in the park.",
            "url": "en/items/machi.kita.ume.mizo.html",
            "lang": "en",
        }
    ]
    assert post.states() == ["sent"] * 3


def test_a_push_service_knows_us_by_our_key(post: Post, browser: Browser) -> None:
    """RFC 8292: signed by the key the browser subscribed with, for this origin, port included."""
    post.announce()
    post.deliver()

    (pushed,) = post.service.pushed
    scheme, _, rest = pushed.headers["authorization"].partition(" ")
    given = dict(part.strip().split("=", 1) for part in rest.split(","))
    key = post.village.daemon.vapid.public_key
    point = urlsafe_b64decode(key + "=" * (-len(key) % 4))
    claims_made = jwt.decode(
        given["t"],
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point),
        algorithms=["ES256"],
        audience=post.service.origin,
    )
    assert (scheme, given["k"]) == ("vapid", key)
    assert claims_made["aud"] == post.service.origin
    assert claims_made["sub"] == "mailto:board@example.jp"
    assert 0 < claims_made["exp"] - time.time() <= 24 * 3600


@pytest.mark.parametrize(
    ("kind", "urgency", "hours"),
    [
        ("circular", "normal", 72),
        ("event", "normal", 168),
        ("emergency", "high", 3),
        ("safety", "high", 6),
        ("watch", "high", 1),
    ],
)
def test_headers_say_how_urgent_and_for_how_long(
    kind: str, urgency: str, hours: int, post: Post, browser: Browser
) -> None:
    post.announce(kind)
    post.clock.now += 60 * SECOND
    post.deliver()

    (pushed,) = post.service.pushed
    assert pushed.headers["urgency"] == urgency
    assert pushed.headers["ttl"] == str(hours * 3600 - 60)
    assert pushed.headers["topic"] == notice(kind, post.clock.now).topic
    assert pushed.headers["content-encoding"] == "aes128gcm"
    assert len(pushed.body) <= 4096


def test_a_subscription_that_is_gone_is_forgotten(post: Post, browser: Browser) -> None:
    kept = post.subscribe(post.village.phone())
    post.service.replies[browser.path] = Reply(410)
    post.announce()

    post.deliver()

    assert [row.endpoint for row in post.village.rows(subscriptions)] == [kept.endpoint]
    assert sorted(post.states()) == ["gone", "sent"]
    post.announce(tag="next")
    assert post.deliver() == 1


def test_a_subscription_renewed_meanwhile_is_not_forgotten(post: Post) -> None:
    phone = post.village.phone()
    old = post.subscribe(phone)
    post.service.replies[old.path] = Reply(404)
    post.announce()
    post.service.hold()
    thread = threading.Thread(target=post.deliver)
    thread.start()
    post.service.wait_for(1)
    new = post.subscribe(phone)

    post.service.release()
    thread.join()

    assert [row.endpoint for row in post.village.rows(subscriptions)] == [new.endpoint]


@pytest.mark.parametrize(
    ("status", "headers", "pause"),
    [
        (429, {"Retry-After": "120"}, 120 * SECOND),
        (503, {"Retry-After": "7"}, 7 * SECOND),
        (500, {}, FIRST_PAUSE),
        (403, {}, FIRST_PAUSE),
    ],
)
def test_a_push_service_in_trouble_is_tried_again_at_its_hour(
    status: int, headers: dict[str, str], pause: timedelta, post: Post, browser: Browser
) -> None:
    post.service.replies[browser.path] = Reply(status, headers, b"not now")
    post.announce()
    assert post.deliver() == 1
    first = post.delivery()
    assert (first.state, first.attempts) == ("pending", 1)
    assert first.due_at == post.clock.now + pause
    assert first.answer == f"{status} not now"
    assert len(post.village.rows(subscriptions)) == 1
    post.service.replies.clear()

    post.clock.now += pause - SECOND
    assert post.deliver() == 0
    post.clock.now += SECOND
    assert post.deliver() == 1

    assert post.states() == ["sent"]
    assert len(post.service.received(browser)) == 2


def test_retry_after_may_be_a_date(post: Post, browser: Browser) -> None:
    at = (datetime.now(UTC) + timedelta(minutes=10)).replace(microsecond=0)
    post.service.replies[browser.path] = Reply(
        429, {"Retry-After": format_datetime(at, usegmt=True)}
    )
    post.announce()

    post.deliver()

    assert abs(post.delivery().due_at - at) < 60 * SECOND


def test_what_nobody_takes_in_time_is_given_up_and_the_subscription_kept(
    post: Post, browser: Browser
) -> None:
    post.service.otherwise = Reply(500)
    post.announce("watch")
    tried = 0
    for _ in range(61):
        tried += post.deliver()
        post.clock.now += timedelta(minutes=1)

    assert post.states() == ["given-up"]
    assert 5 <= tried == len(post.service.pushed) <= 10
    assert len(post.village.rows(subscriptions)) == 1


def test_an_alarm_does_not_arrive_when_it_is_over(post: Post, browser: Browser) -> None:
    post.announce("watch")
    post.clock.now += timedelta(hours=1)

    post.deliver()

    assert post.service.pushed == []
    assert post.states() == ["given-up"]


def test_redirects_are_not_followed(post: Post, browser: Browser) -> None:
    elsewhere = post.service.subscribe()
    post.service.replies[browser.path] = Reply(307, {"Location": elsewhere.endpoint})
    post.announce()

    post.deliver()

    assert [pushed.path for pushed in post.service.pushed] == [browser.path]
    assert post.states() == ["pending"]


def test_a_push_service_that_is_not_there_is_tried_again(post: Post) -> None:
    phone = post.village.phone()
    with PushService() as closed:
        body = closed.subscribe().as_json()
    phone.call("PUT", "/v1/subscription", json=body)
    post.announce()

    assert post.deliver() == 1

    assert post.delivery().state == "pending"
    assert "(7)" in post.delivery().answer  # curl: could not connect


def test_the_longest_push_fits_into_one_message(post: Post, browser: Browser) -> None:
    post.announce(text="長" * ((LONGEST_PLAINTEXT - 300) // 3))
    post.deliver()

    (pushed,) = post.service.pushed
    assert 3900 < len(pushed.body) <= 4096
    assert len(post.service.received(browser)[0]["title"]) > 1200


def test_one_too_long_is_given_up_and_harms_no_other(post: Post, browser: Browser) -> None:
    post.announce(text="長" * 1400, tag="long")
    post.announce(tag="short")

    post.deliver()

    assert sorted(post.states()) == ["given-up", "sent"]
    assert [read["tag"] for read in post.service.received(browser)] == ["short"]


def test_a_push_that_was_sent_but_not_marked_is_sent_again(post: Post, browser: Browser) -> None:
    """At least once: a worker died between the push service's answer and writing it down."""
    post.announce()
    dying = post.worker(clock=StopsAfterSending(post.clock))
    with pytest.raises(KeyboardInterrupt):
        dying.deliver_batch()
    assert (len(post.service.pushed), post.states()) == (1, ["pending"])

    assert post.deliver() == 0
    post.clock.now += timedelta(minutes=2)
    assert post.deliver() == 1

    tags = [read["tag"] for read in post.service.received(browser)]
    assert tags == [f"{UME}/circular"] * 2
    assert post.states() == ["sent"]


@pytest.mark.parametrize("daemon", ["sqlite", "postgresql"], indirect=True)
def test_several_workers_send_each_push_once(post: Post, daemon: Daemon) -> None:
    browsers = [post.subscribe(post.village.phone()) for _ in range(24)]
    post.announce()
    taken: list[int] = []

    def work(worker: Deliverer) -> None:
        taken.append(post.deliver(worker))

    threads = [threading.Thread(target=work, args=(post.worker(batch=3),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(taken) == 24
    assert [len(post.service.received(browser)) for browser in browsers] == [1] * 24
    assert post.states() == ["sent"] * 24


@pytest.mark.parametrize("daemon", ["sqlite", "postgresql"], indirect=True)
def test_what_one_worker_is_sending_no_other_takes(post: Post, daemon: Daemon) -> None:
    post.subscribe(post.village.phone())
    post.announce()
    post.service.hold()
    thread = threading.Thread(target=post.deliver)
    thread.start()
    post.service.wait_for(1)

    assert post.deliver(post.worker()) == 0

    post.service.release()
    thread.join()
    assert len(post.service.pushed) == 1


def test_a_batch_goes_out_side_by_side(post: Post) -> None:
    for _ in range(6):
        post.subscribe(post.village.phone())
    post.announce()
    post.service.hold()
    thread = threading.Thread(target=post.deliver)
    thread.start()

    # All of them are on their way before the first one is answered.
    post.service.wait_for(6)

    post.service.release()
    thread.join()
    assert post.states() == ["sent"] * 6


def test_who_signed_out_or_unsubscribed_meanwhile_is_not_pushed_to(post: Post) -> None:
    lost, unsubscribed, moved = (post.village.phone() for _ in range(3))
    for phone in (lost, unsubscribed, moved):
        post.subscribe(phone)
    assert post.announce() == 3
    unsubscribed.call("DELETE", "/v1/subscription")
    with post.village.daemon.store.write() as connection:
        devices.revoke(connection, lost.id, actor="operator", now=post.clock.now)
        households.move_out(connection, moved.household.id, actor="operator", now=post.clock.now)

    post.deliver()

    assert post.service.pushed == []
    assert post.states() == ["gone"] * 3


def test_what_was_settled_long_ago_is_cleared_away(post: Post, browser: Browser) -> None:
    post.announce()
    post.deliver()
    post.clock.now += timedelta(days=20)
    post.announce(tag="later")

    for days, left in ((20, 2), (51, 1)):
        with post.village.daemon.store.write() as connection:
            claims.forget(connection, post.clock.now + timedelta(days=days - 20))
        assert len(post.village.rows(pushes)) == left


def test_the_endpoint_is_in_no_log(
    post: Post, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    post.service.otherwise = Reply(500)
    post.announce()
    post.deliver()

    assert "answered 500" in caplog.text
    assert browser.path not in caplog.text
