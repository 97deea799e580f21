"""The project served as in production, from a database of its own.

pytest-django's live_server empties the database between tests, which the immutable editions refuse.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


class Site:
    """One folder with a database and uploads, filled by `manage.py prepare`, and the server that shows them."""

    admin_username = "admin"
    admin_password = "only-for-the-tests-5270"

    def __init__(self, folder):
        self.folder = folder
        # Until it is served.
        self.url = "http://127.0.0.1"
        self.log = folder / "server.log"
        # Of the browser that signed in first.
        self.cookies = []

    @classmethod
    def prepared_in(cls, folder):
        site = cls(folder)
        site.manage("migrate", "--no-input", "--verbosity=0")
        site.manage("prepare")
        site.manage("collectstatic", "--no-input", "--verbosity=0")
        return site

    def copied_to(self, folder):
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Site(folder)

    @property
    def environ(self):
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "uccn.settings",
            "DATABASE_URL": f"sqlite:///{self.folder}/db.sqlite3",
            "MEDIA_ROOT": f"{self.folder}/media",
            "SHEETS_ROOT": f"{self.folder}/sheets",
            "STATIC_ROOT": f"{self.folder}/static",
            "SITE_URL": self.url,
            "ADMIN_PASSWORD": self.admin_password,
        }

    def manage(self, *arguments):
        """What a command of manage.py prints, run on this site's database."""
        answer = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT,
            env=self.environ,
            capture_output=True,
            text=True,
        )
        if answer.returncode:
            raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{answer.stdout}{answer.stderr}")
        return answer.stdout

    def start(self):
        # The server inherits the listening socket: no port is guessed, and a visit waits until it is ready.
        listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        options = [f"--bind=fd://{listener.fileno()}", f"--worker-tmp-dir={self.folder}", "--log-level=warning"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "--config=uccn/serving.py", "uccn.wsgi", *options],
                cwd=PROJECT,
                env=self.environ,
                pass_fds=[listener.fileno()],
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        listener.close()

    def stop(self):
        # To gunicorn SIGTERM means to wait for open connections, and a browser keeps some open.
        self.process.send_signal(signal.SIGQUIT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
