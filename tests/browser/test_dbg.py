import pytest
from tests.browser.conftest import *
from tests.browser.city import SAKURA
from tests.browser.test_delivery import WITHOUT_BACKGROUND_SYNC
@pytest.mark.parametrize("n", range(14))
def test_x(make_phone, office, n):
    p = make_phone()
    p.context.on("console", lambda m: print("CONSOLE", m.text))
    p.context.on("requestfailed", lambda r: print("FAILED", r.url, r.failure, r.service_worker))
    p.context.on("response", lambda r: r.status>=400 and print("STATUS", r.status, r.url))
    if n%2: p.context.add_init_script(WITHOUT_BACKGROUND_SYNC)
    p.join(office.card(SAKURA,f"x{n}"))
    p.open_item(f"{SAKURA}/sokko")
    try: p.see_until("Boolean(navigator.serviceWorker.controller)")
    except AssertionError:
        print(p.page.evaluate("navigator.serviceWorker.getRegistrations().then(rs=>rs.map(r=>[r.scope,r.installing?.state,r.waiting?.state,r.active?.state]))"), p.page.evaluate("caches.keys()"))
        raise
