"""The desk in a browser: signing in, its pages as the registry names them, and boxes that take their time."""

ASK = """
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import NoReverseMatch, reverse
from reports.models import Report
from reversion.models import Version

def found(name, *args):
    try:
        return [reverse(name, args=args)]
    except NoReverseMatch:
        return []

pages = ["/admin/", "/admin/password_change/"]
for model, model_admin in admin.site._registry.items():
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    pages += found(f"{name}_changelist")
    row = model._default_manager.order_by("pk").first()
    pages += found(f"{name}_add")
    if row is None:
        continue
    for view in ["change", "delete", "history"]:
        pages += found(f"{name}_{view}", row.pk)
report = Report.objects.order_by("pk").first()
initiative = report.initiatives.order_by("pk").first()
pages += [f"/admin/reports/initiative/add/?report={report.pk}&item={initiative.item_id}"]
pages += [f"/admin/reports/initiative/{initiative.pk}/change/?report={report.pk}"]
client = Client(SERVER_NAME="127.0.0.1")
client.force_login(get_user_model().objects.get(is_superuser=True))
own = []
for pattern in admin.site._registry[Report].get_urls():
    name = getattr(pattern, "name", None) or ""
    if name.startswith("reports_report_") and "pk" in pattern.pattern.converters:
        rest = set(pattern.pattern.converters) - {"pk"}
        if not rest:
            own.append(reverse(f"admin:{name}", args=[report.pk]))
        elif rest == {"prefix"}:
            own += [reverse(f"admin:{name}", args=[report.pk, prefix]) for prefix in ["zh", "en"]]
# A step that takes a POST alone is no page, nor is a comparison with nothing.
pages += [address for address in own if client.get(address).status_code not in (404, 405)]
revision = Version.objects.get_for_object(report).first().revision_id
pages += [reverse("admin:reports_report_compare", args=[report.pk]) + f"?new={revision}"]
print("\\n".join(dict.fromkeys(pages)))
"""


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


def addresses(site):
    """Every list, form, question before deletion, history and page of our own, as the registry knows them."""
    return site.manage("shell", "--no-imports", "--command", ASK).split()


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
