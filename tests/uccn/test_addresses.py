import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "goes_to"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "/zh/"),
        ("zh-TW", "/zh/"),
        ("zh-Hant-HK", "/zh/"),
        ("en-GB,zh;q=0.5", "/en/"),
        ("fr,zh;q=0.2", "/zh/"),
        ("fr", "/en/"),
        ("", "/en/"),
        ("q=nonsense;;;,", "/en/"),
        ("x" * 10_000, "/en/"),
    ],
)
def test_root_follows_the_browser(client, asked, goes_to):
    response = client.get("/", headers={"accept-language": asked})

    assert (response.status_code, response["Location"]) == (302, goes_to)
    assert response["Vary"] == "Accept-Language"


def test_root_ignores_a_forged_cookie(client):
    client.cookies["django_language"] = "../../etc"

    assert client.get("/", headers={"accept-language": "zh"})["Location"] == "/zh/"


@pytest.mark.parametrize("path", ["", "cities/?field=design", "reports/jingdezhen-2018/"])
def test_long_prefix_has_moved_for_good(client, path):
    response = client.get(f"/zh-hans/{path}")

    assert (response.status_code, response["Location"]) == (301, f"/zh/{path}")


def test_icon_is_found_where_browsers_look_for_it_and_named_on_the_desk(client):
    response = client.get("/favicon.ico")

    assert (response.status_code, response["Location"]) == (302, "/static/mark.svg")
    assert '<link rel="icon" href="/static/mark.svg"' in client.get("/admin/login/").content.decode()


@pytest.mark.parametrize("path", ["/zh-tw/", "/zh-hant/", "/fr/", "/en-gb/", "/zhx/"])
def test_there_are_two_languages(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(("path", "language"), [("/zh/about/", "zh-hans"), ("/en/about/", "en")])
def test_address_alone_decides_the_language(client, path, language):
    client.cookies["django_language"] = "en" if language == "zh-hans" else "zh-hans"

    response = client.get(path, headers={"accept-language": "fr"})

    assert response["Content-Language"] == language
    assert "Vary" not in response or "Cookie" not in response["Vary"]
    assert not response.cookies


@pytest.mark.parametrize("path", ["/zh/", "/en/", "/zh/cities/", "/en/reports/", "/en/network/", "/zh/about/"])
def test_public_pages_need_no_session(client, path):
    response = client.get(path)

    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["/en/", "/en/cities/", "/en/network/"])
def test_public_pages_are_only_read(client, method, path):
    assert getattr(client, method)(path).status_code == 405


@pytest.mark.parametrize("path", ["/zh/nowhere/", "/en/nowhere/", "/nowhere/"])
def test_pages_that_do_not_exist_say_so_in_words(client, path):
    response = client.get(path)

    assert response.status_code == 404
    assert "Traceback" not in response.content.decode()


def test_filing_numbers_stand_at_the_foot_only_when_there_are_any(client, settings):
    settings.ICP_NUMBER = settings.PSB_NUMBER = ""
    assert "beian" not in client.get("/zh/").content.decode()

    settings.ICP_NUMBER, settings.PSB_NUMBER = "沪ICP备00000000号", "沪公网安备 00000000000000号"
    page = client.get("/zh/").content.decode()

    assert 'href="https://beian.miit.gov.cn' in page
    assert "沪ICP备00000000号" in page
    assert "沪公网安备 00000000000000号" in page
