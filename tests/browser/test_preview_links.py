"""A draft shown to somebody without an account, who answers with a comment."""

from tests.browser.desk import sign_in


def test_reader_without_an_account_reads_a_draft_and_comments(page, open_page, site, violations):
    sign_in(page, site)
    page.goto("/admin/reports/report/")
    page.get_by_role("link", name="Jingdezhen").first.click()
    page.get_by_role("link", name="Preview links and comments").click()
    page.get_by_label("For whom").fill("Mayor")
    page.get_by_role("button", name="Make a link").click()
    address = page.locator(".address").nth(1).input_value()
    assert violations(page) == []

    reader = open_page()
    reader.goto(address)
    reader.get_by_label("Your name").fill("Mei Lin")
    reader.get_by_label("Comment").last.fill("Which year is meant?")
    reader.get_by_role("button", name="Send").click()
    assert "The office has your comment." in reader.locator("#comment").inner_text()
    assert violations(reader) == []
    assert reader.context.cookies() == []

    page.reload()
    assert "Which year is meant?" in page.locator(".comments").inner_text()
    page.get_by_role("button", name="Revoke").click()
    reader.goto(address)
    assert "This preview link does not work" in reader.title()
