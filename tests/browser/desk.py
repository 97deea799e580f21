"""The desk in a browser: signing in, and opening a page whose boxes take their time."""


def sign_in(page, site):
    page.goto("/admin/login/")
    page.locator("#id_username").fill(site.admin_username)
    page.locator("#id_password").fill(site.admin_password)
    page.locator("#login-form [type=submit]").click()


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
