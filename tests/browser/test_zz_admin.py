import pytest
from tests.factories import UserFactory
from tests.wedsync.season import season
pytestmark = pytest.mark.browser
def test_admin(house, browser):
    boss = UserFactory(is_staff=True, is_superuser=True)
    rows = season("fern")
    from messaging.models import Message, ProviderAccount
    from wedsync.vendors.models import Vendor
    context = browser.new_context(base_url=house, viewport={"width":1400,"height":900})
    page = context.new_page(); said=[]; bad=[]
    page.on("console", lambda m: said.append((page.url, m.type, m.text)) if m.type in ("error","warning") else None)
    page.on("pageerror", lambda e: said.append((page.url, "pageerror", str(e))))
    page.on("requestfailed", lambda r: bad.append((r.url, r.failure)))
    page.on("response", lambda r: bad.append((r.url, r.status)) if r.status >= 400 else None)
    page.goto("/accounts/login/?next=/admin/")
    page.get_by_label("Email").fill(boss.email)
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/")
    for n, url in enumerate(["/admin/", "/admin/vendors/vendor/", f"/admin/vendors/vendor/{rows[Vendor][0].pk}/change/", "/admin/messaging/message/?state__exact=queued", f"/admin/messaging/message/{rows[Message][0].pk}/change/", f"/admin/messaging/provideraccount/{rows[ProviderAccount][0].pk}/change/", "/admin/messaging/consent/add/"]):
        page.goto(url); page.wait_for_load_state("networkidle")
        page.screenshot(path=f"/tmp/guardset/admin{n}.png")
    open("/tmp/guardset/said.txt","w").write(f"{said}\n{bad}")
    context.close()
