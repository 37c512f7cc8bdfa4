"""What axe has to say about a page, by the rules of WCAG 2.2 A and AA and its own best practice."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()


def violations(page: Page) -> list[str]:
    found = AXE.run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]
