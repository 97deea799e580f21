"""Imports in processes of their own (THREATS K1, C5). They need no browser, but a site with a database of its own."""

DRIVE = "from tests.browser.driven_imports import main; main({})"


def driven(prepared_site, folder, *arguments):
    site = prepared_site.copied_to(folder)
    command = DRIVE.format(", ".join(map(repr, arguments)))
    return site.manage("shell", "--no-imports", "--command", command)


def test_a_process_killed_at_any_moment_leaves_all_or_nothing_and_a_record_of_each_change(prepared_site, tmp_path):
    assert driven(prepared_site, tmp_path, "kill", "2") == "nothing wrong"


def test_imports_at_once_are_as_one_after_the_other(prepared_site, tmp_path):
    assert driven(prepared_site, tmp_path, "at_once") == "nothing wrong"
