"""Imports in processes of their own (THREATS C5). They need no browser, but a site with a database of its own."""

DRIVE = "from tests.browser.driven_imports import main; main()"


def test_imports_at_once_are_as_one_after_the_other(prepared_site, tmp_path):
    site = prepared_site.copied_to(tmp_path)

    assert site.manage("shell", "--no-imports", "--command", DRIVE) == "nothing wrong"
