"""Visibility: the rule, and the same rule in SQL, agree on every household."""

from __future__ import annotations

from itertools import product

import pytest
from sqlalchemy import select

from syncd.daemon import Daemon
from syncd.households import find
from syncd.items.visibility import Scope, audience_of, scope_of, sees
from syncd.store.tables import households
from tests.daemon.conftest import KITA, MATSU, UME, Village

SCOPES: list[Scope] = [
    (organization, audience)
    for organization, audience in product(
        ["machi", KITA, UME, MATSU, "machi/kit", "machi/kita/um", f"{UME}-higashi"],
        ["public", "members", "officers", "unit:1班", "unit:2班", "unit:", "group:kodomo", "other"],
    )
]


@pytest.mark.parametrize("daemon", ["sqlite", "postgresql"], indirect=True)
def test_the_rule_and_the_condition_agree(daemon: Daemon, village: Village) -> None:
    for organization, unit in product(
        [UME, MATSU, f"{UME}-higashi", "machi/minami/ume"], ["1班", "2班"]
    ):
        village.household(organization=organization, unit=unit)
        village.household(organization=organization, unit=unit, officer=True)
        village.household(organization=organization, unit=unit, groups=[(KITA, "kodomo")])
    with daemon.store.read() as connection:
        everybody = [find(connection, i) for i in connection.scalars(select(households.c.id))]
        seen = {}
        for scope in SCOPES:
            shown = set(connection.scalars(select(households.c.id).where(audience_of([scope]))))
            assert shown == {h.id for h in everybody if h and sees(h, [scope])}, scope
            seen[scope] = len(shown)

    assert (seen["machi", "public"], seen[KITA, "members"], seen[UME, "public"]) == (24, 18, 6)
    assert (seen[UME, "officers"], seen[KITA, "officers"], seen[UME, "unit:1班"]) == (2, 6, 3)
    assert seen[KITA, "group:kodomo"] == 8
    assert (seen[KITA, "other"], seen["machi/kit", "public"]) == (0, 0)


def test_a_key_identifier_names_its_scope() -> None:
    assert scope_of(f"{UME}:members:1") == (UME, "members")
    assert scope_of(f"{UME}:unit:1班:12") == (UME, "unit:1班")
    assert scope_of(f"{KITA}:group:kodomo:1") == (KITA, "group:kodomo")


def test_nobody_sees_what_is_addressed_to_nobody(village: Village) -> None:
    household = village.household()

    assert not sees(household, [])
    with village.daemon.store.read() as connection:
        assert list(connection.scalars(select(households.c.id).where(audience_of([])))) == []
