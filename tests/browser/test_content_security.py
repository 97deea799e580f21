"""Every page of the desk and of the site keeps to its content security policy, and asks no other host for anything."""

import pytest

from tests.browser.desk import addresses, open_with_editors, sign_in
from tests.browser.test_public_pages import PATHS

LISTEN = """
window.violated = []
document.addEventListener("securitypolicyviolation", (event) => {
  window.violated.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)
})
"""


# The fixture `page` fails the test on an error in the console and on a request to another host.
def test_every_page_of_the_desk_keeps_the_policy(page, site):
    page.add_init_script(LISTEN)
    sign_in(page, site)

    found = {}
    pages = addresses(site)
    for address in pages:
        response = open_with_editors(page, address)
        assert response.status in (200, 403), address
        assert "script-src 'self'" in response.headers["content-security-policy"], address
        if violated := page.evaluate("window.violated"):
            found[address] = violated

    assert found == {}
    assert len(pages) > 80


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_public_page_keeps_the_policy(page, language):
    page.add_init_script(LISTEN)

    found = {}
    for path in PATHS:
        page.goto(f"/{language}/{path}")
        if violated := page.evaluate("window.violated"):
            found[path] = violated

    assert found == {}
