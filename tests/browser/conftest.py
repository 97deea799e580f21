import os
import shutil
import sys
from ctypes.util import find_library
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.browser.site import Site

HERE = Path(__file__).parent
FLAGS = [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")
            # One worker of pytest-xdist takes them all: one browser, one prepared site.
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    site = getattr(item, "funcargs", {}).get("site")
    if report.failed and site and site.log.exists():
        report.sections.append(("server log", site.log.read_text(errors="replace")[-4000:]))
    return report


# Not for the whole session: while Playwright runs, Django refuses database work in the same process.
@pytest.fixture(scope="package")
def browser(tmp_path_factory):
    chromium = find_chromium()
    # Chromium keeps crash reports and caches below HOME.
    home = str(tmp_path_factory.mktemp("home"))
    environ = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home}
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags, env=environ)
        yield browser
        browser.close()


def find_chromium():
    # The Node.js inside Playwright asks for it, and nothing that Playwright installs brings it.
    if sys.platform == "linux" and not find_library("atomic"):
        do_without("libatomic, which Debian has in libatomic1")
    if chosen := os.environ.get("CHROMIUM"):
        return chosen
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    do_without("Chromium; install one, or name it in CHROMIUM")


def do_without(missing):
    if os.environ.get("CI") == "true":
        pytest.fail(f"This machine has no {missing}.")
    pytest.skip(f"This machine has no {missing}.")


@pytest.fixture(scope="session")
def prepared_site(tmp_path_factory):
    return Site.prepared_in(tmp_path_factory.mktemp("prepared-site"))


@pytest.fixture(scope="module")
def site(browser, prepared_site, tmp_path_factory):
    """A site that the tests of one module have for themselves."""
    site = prepared_site.copied_to(tmp_path_factory.mktemp("site"))
    site.start()
    yield site
    site.stop()


@pytest.fixture
def open_page(browser, site):
    """Opens pages with the options of Playwright's new_context; they fail the test as `page` does."""
    contexts, faults = [], []

    def open_page(**options):
        context = browser.new_context(base_url=site.url, **{"locale": "en-US", **options})
        watch(context, site.url, faults)
        contexts.append(context)
        return context.new_page()

    yield open_page

    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(open_page):
    """A page that fails the test if it asks another host than the site, or if its console shows an error."""
    return open_page()


def watch(context, own, faults):
    # The browser asks for the icon in its own time, for pages that name none, such as a plain 500.
    exempt = {f"{own}/favicon.ico"}

    def on_request(request):
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "about") and f"{address.scheme}://{address.netloc}" != own:
            faults.append(f"asked another host: {request.url}")

    def on_response(response):
        # A test may visit a 404 page on purpose, and Chromium then calls its status an error.
        if response.status >= 400 and response.request.is_navigation_request():
            exempt.add(response.url)

    def on_console(message):
        if message.type == "error" and message.location["url"] not in exempt:
            faults.append(f"console: {message.text} ({message.location['url']})")

    context.on("request", on_request)
    context.on("response", on_response)
    context.on("console", on_console)
    context.on("weberror", lambda error: faults.append(f"script: {error.error}"))


@pytest.fixture
def violations():
    """What axe-core finds on a page, as one sentence for each element; an empty list without barriers."""

    return barriers


@pytest.fixture
def serious():
    """The same for pages whose frame is Django's: only what axe-core calls serious or worse."""
    return lambda page: barriers(page, impacts={"serious", "critical"})


# Without `preload`, axe-core asks for what stylesheets import at addresses beside the page. What it finds right, it
# would describe at length.
AXE = {"preload": False, "resultTypes": ["violations"]}
# It takes a second for each hundred rows; those of a long list are all from one template.
ROWS_ENOUGH = {"exclude": [["tr:nth-child(n+9)"], [".register > li:nth-child(n+9)"], [".letter:nth-of-type(n+9)"]]}


def barriers(page, impacts=None):
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {violation['help']}"
        for violation in Axe().run(page, ROWS_ENOUGH, AXE).response["violations"]
        for node in violation["nodes"]
        if impacts is None or violation["impact"] in impacts
    ]
