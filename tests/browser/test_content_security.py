"""Every public page keeps to its content security policy, and asks no other host for anything."""

import pytest

from tests.browser.test_public_pages import PATHS

LISTEN = """
window.violated = []
document.addEventListener("securitypolicyviolation", (event) => {
  window.violated.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)
})
"""


# The fixture `page` fails the test on an error in the console and on a request to another host.
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_public_page_keeps_the_policy(page, language):
    page.add_init_script(LISTEN)

    found = {}
    for path in PATHS:
        page.goto(f"/{language}/{path}")
        if violated := page.evaluate("window.violated"):
            found[path] = violated

    assert found == {}
