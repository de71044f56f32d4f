"""Joining: a household's code for a device's credential."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from syncd import attempts, audit, devices, households
from syncd.credentials import Credentials
from syncd.households import Household, Person
from syncd.join_codes import make_code, printed, read_code
from syncd.problems import Explanation, Problem
from syncd.store.engine import Store
from syncd.store.tables import codes, organizations

UNKNOWN_CODE = Explanation(
    "join.unknown-code",
    404,
    "この参加コードでは登録できません。",
    "This join code is not known.",
    "カードのコードをもう一度見て入れてください。それでもだめなら班長に知らせてください。",
    "Compare it with the card and try again; if it still fails, tell your unit leader.",
)
TOO_MANY = Explanation(
    "join.too-many",
    429,
    "参加コードの間違いが続いたため、しばらく登録できません。",
    "Too many wrong join codes; joining is closed for a while.",
    "{minutes}分ほど待ってから、もう一度お試しください。",
    "Wait about {minutes} minutes, then try again.",
)


@dataclass(frozen=True)
class Limits:
    """How many wrong codes are taken, and over how many seconds they are counted."""

    per_address: int
    per_organization: int
    seconds: int


@dataclass(frozen=True)
class Joined:
    token: str
    household: Household
    people: list[Person]


def issue_code(
    connection: Connection,
    credentials: Credentials,
    household: str,
    *,
    actor: str,
    now: datetime,
    keep_others: bool = False,
) -> str:
    """A new code for a household's card, as printed; codes on older cards end unless kept."""
    if not keep_others:
        connection.execute(
            update(codes)
            .where(codes.c.household == household, codes.c.revoked_at.is_(None))
            .values(revoked_at=now)
        )
    code = make_code()
    connection.execute(
        insert(codes).values(hash=credentials.code_hash(code), household=household, created_at=now)
    )
    audit.note(connection, actor=actor, action="code.issue", subject=household, now=now)
    return printed(code)


def join(
    store: Store,
    credentials: Credentials,
    limits: Limits,
    *,
    typed: str,
    organization: str | None,
    address: str,
    language: str,
    now: datetime,
) -> Joined:
    """A credential for a new device of the household whose code was typed.

    ``organization`` is the association whose site asks, if it says so; then only codes of that
    association are taken, and wrong ones count against it alone. A code that was mistyped, one
    that never was and one that was revoked are refused in the same words. Raises Problem.
    """
    code = read_code(typed)
    if code is None:
        # No code is written like this, so it is no guess and locks nobody out.
        raise Problem(UNKNOWN_CODE)
    with store.write() as connection:
        buckets = _buckets(connection, credentials, limits, address, organization)
        wait = attempts.take(connection, buckets, limits.seconds, now)
        household = None
        if wait is None:
            household = _household_of(connection, credentials.code_hash(code), organization)
        if household is not None:
            attempts.give_back(connection, buckets, limits.seconds, now)
            _, token = devices.create(
                connection, credentials, household, language=language, now=now
            )
            return Joined(token, household, households.people_of(connection, household.id))
    # Raised outside the transaction, which must keep the count.
    if wait is not None:
        raise Problem(TOO_MANY, retry_after=wait, minutes=-(-wait // 60))
    raise Problem(UNKNOWN_CODE)


def _buckets(
    connection: Connection,
    credentials: Credentials,
    limits: Limits,
    address: str,
    organization: str | None,
) -> Mapping[str, int]:
    known = connection.scalar(
        select(organizations.c.path).where(organizations.c.path == organization)
    )
    return {
        f"join.address:{credentials.address_hash(address)}": limits.per_address,
        f"join.organization:{known or ''}": limits.per_organization,
    }


def _household_of(
    connection: Connection, code_hash: str, organization: str | None
) -> Household | None:
    household = connection.scalar(
        select(codes.c.household).where(codes.c.hash == code_hash, codes.c.revoked_at.is_(None))
    )
    found = None if household is None else households.find(connection, household)
    if found and organization is not None and found.organization != organization:
        return None
    return found
