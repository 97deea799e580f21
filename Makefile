# A fresh clone needs nothing but python3 (3.11 or newer, with venv) and make. Everything stays in this folder:
# the environment in .venv, the database, the secret key and the uploads in var.

PORT ?= 8000
PYTHON = .venv/bin/python
TO_RUN = .venv/installed-to-run
TO_TEST = .venv/installed-to-test
CATALOGUES = $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
TEMPLATES = find . -path './.*' -prune -o -path ./var -prune -o -path '*/templates/*' -name '*.html' -print0
PYTEST = $(PYTHON) -m pytest -n auto --maxprocesses 8 --dist loadgroup

export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Nothing outside this folder.
export PIP_NO_CACHE_DIR = 1

.DEFAULT_GOAL = help
.DELETE_ON_ERROR:
.PHONY: run test lint format messages shell clean help

run: export SITE_URL ?= http://127.0.0.1:$(PORT)
run: export TMPDIR = $(CURDIR)/var/tmp
run: $(TO_RUN) $(CATALOGUES) var/secret_key ## Serve the site at http://127.0.0.1:8000/ (PORT=8001 for another port)
	@$(PYTHON) -c 'import socket; socket.create_server(("127.0.0.1", $(PORT)))' 2> /dev/null || \
		{ echo "Port $(PORT) cannot be had: another program may hold it. Try: make run PORT=8001"; exit 1; }
	@$(PYTHON) manage.py migrate --no-input --verbosity 0
	@$(PYTHON) manage.py prepare
	@$(PYTHON) manage.py collectstatic --no-input --verbosity 0
	@echo "Serving http://127.0.0.1:$(PORT)/ until Ctrl-C"
	@exec $(PYTHON) -m gunicorn --config uccn/serving.py uccn.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --worker-tmp-dir var/tmp --log-level warning

test: $(TO_TEST) $(CATALOGUES) ## Run all tests, on SQLite (with the browser) and on PostgreSQL
	DATABASE_URL= $(PYTEST)
	$(PYTHON) -m tests.postgresql $(PYTEST) -m "database and not browser and not sqlite_once"

lint: $(TO_TEST) ## Check style, templates and types
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(TEMPLATES) | xargs -0 -r .venv/bin/djade --check --target-version 5.2
	$(PYTHON) -m mypy

format: $(TO_TEST) ## Format code and templates
	$(PYTHON) -m ruff check --fix-only .
	$(PYTHON) -m ruff format .
# djade calls it a failure to have changed something.
	$(TEMPLATES) | xargs -0 -r .venv/bin/djade --target-version 5.2 || true

messages: $(TO_RUN) var/secret_key ## Collect the texts to translate into locale/zh_Hans (needs gettext)
	@command -v xgettext > /dev/null || { echo "xgettext is missing. Install gettext, then try again."; exit 1; }
	$(PYTHON) manage.py makemessages --locale zh_Hans --no-obsolete --no-wrap --add-location file \
		--ignore var --ignore tests
# The date would change the file each time.
	sed -i.before '/^"POT-Creation-Date:/d' locale/zh_Hans/LC_MESSAGES/django.po
	rm locale/zh_Hans/LC_MESSAGES/django.po.before

shell: $(TO_RUN) $(CATALOGUES) var/secret_key ## Open a Python shell on the local database
	$(PYTHON) manage.py shell

clean: ## Remove what the commands above made, but no data
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache var/static var/tmp $(CATALOGUES)
	find . -name __pycache__ -prune -exec rm -rf {} +

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

$(TO_RUN): requirements.txt | var/tmp
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; python3 here is: $$(python3 --version)"; exit 1; }
	python3 -m venv .venv
	$(PYTHON) -m pip install --quiet --requirement requirements.txt
	@touch $@

$(TO_TEST): requirements-dev.txt $(TO_RUN)
	$(PYTHON) -m pip install --quiet --requirement requirements-dev.txt
	@touch $@

%.mo: %.po | $(TO_RUN)
	@$(PYTHON) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@

var/secret_key: | var/tmp
	@umask 077 && python3 -c 'import secrets; print(secrets.token_urlsafe(60))' > $@

var/tmp:
	@mkdir -p $@
