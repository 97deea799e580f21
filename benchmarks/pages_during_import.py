"""How long other pages take while a process imports cities: `python -m benchmarks.pages_during_import [rows]`.

On SQLite, where an import keeps every other writer waiting.
"""

import statistics
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from threading import Thread

from tests.browser.site import Site

PUBLIC, DESK = "/en/cities/", "/admin/cities/city/"
BRING = """
from tests.browser import driven_imports as driven
from uccn.sheets import jobs
from uccn.sheets.models import UploadState
driven.ROWS = {rows}
upload = driven.planned(driven.an_upload(0))
driven.begin(upload, jobs.CONFIRM, UploadState.PLANNED)
driven.ended(upload)
assert upload.state == UploadState.IMPORTED, upload.refusal
"""


def signed_in(site):
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar := CookieJar()))
    opener.open(f"{site.url}/admin/login/").read()
    token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
    fields = {"username": site.admin_username, "password": site.admin_password, "csrfmiddlewaretoken": token}
    fields["next"] = DESK
    request = urllib.request.Request(f"{site.url}/admin/login/", urllib.parse.urlencode(fields).encode())
    request.add_header("Referer", site.url)
    opener.open(request).read()
    return opener


def visited(opener, address):
    began = time.perf_counter()
    opener.open(address, timeout=60).read()
    return time.perf_counter() - began


def told(name, seconds):
    p95 = statistics.quantiles(seconds, n=20)[-1]
    print(
        f"  {name:25} {len(seconds):4} visits, median {statistics.median(seconds):.2f} s, p95 {p95:.2f} s, "
        f"longest {max(seconds):.2f} s"
    )


def main(rows):
    site = Site.prepared_in(Path(tempfile.mkdtemp()))
    site.start()
    try:
        opener = signed_in(site)
        work = Thread(target=site.manage, args=["shell", "--no-imports", "--command", BRING.format(rows=rows)])
        seconds = {PUBLIC: [], DESK: []}
        for when in ("before", "during"):
            if when == "during":
                work.start()
                began = time.perf_counter()
            while work.is_alive() if when == "during" else len(seconds[PUBLIC]) < 20:
                for address, found in seconds.items():
                    found.append(visited(opener, f"{site.url}{address}"))
                time.sleep(0.2)
            print(when)
            for address, found in seconds.items():
                told(address, found)
                found.clear()
        print(f"the import of {rows} rows with its preview: {time.perf_counter() - began:.0f} s")
    finally:
        site.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
