"""The desk in a browser: signing in, and opening a page whose boxes take their time."""


def sign_in(page, site):
    """Through the form once; who comes later to the same site has the same session."""
    if not site.cookies:
        page.goto("/admin/login/")
        page.locator("#id_username").fill(site.admin_username)
        page.locator("#id_password").fill(site.admin_password)
        page.locator("#login-form [type=submit]").click()
        site.cookies = page.context.cookies()
    page.context.add_cookies(site.cookies)
    page.goto("/admin/")


def open_with_editors(page, address):
    """Open the page and wait until its rich text boxes stand."""
    response = page.goto(address)
    page.wait_for_function(
        """() => document.querySelectorAll(".prose-editor > .ProseMirror").length ===
        document.querySelectorAll(
          "textarea[data-django-prose-editor-configurable]:not([id*=__prefix__])").length"""
    )
    return response


def first_report(page):
    """The address of the form of the first report in the list."""
    page.goto("/admin/reports/report/")
    return page.locator("#result_list a[href*='/change/']").first.get_attribute("href").partition("?")[0]
