"""The roles of the desk as Django's groups: who may do what, in one table. docs/roles.md says it in words."""

from django.utils.translation import gettext_noop as _

REGISTER = (
    "city alias designation country countryalias creativefield criterion annualmeeting rulechange steeringterm "
    "call callphase calldate page"
).split()
FORMS = "formversion formitem goal".split()
RECORDS = "edition withdrawal cancellation statechange mention".split()
# Rows of the register without which a focal point could fill in no report.
FOR_CHOICES = "city alias designation creativefield annualmeeting formversion formitem goal".split()
# What stands within a report follows the right to change reports; contacts and assessments come with no role.
WITH_TEXTS = [
    *(model for model in REGISTER if model not in ("alias", "countryalias")),
    *FORMS,
]


def each(act, models):
    return {f"{act}_{model}" for model in models}


VIEW = each("view", [*REGISTER, *FORMS, *RECORDS, "report", "deadline", "source"])
TRANSLATE = VIEW | each("change", [*WITH_TEXTS, "report"]) | {"work_for_every_city"}
WRITE = {"write_chinese", "write_english", "write_facts", "submit_report", "share_report"}
EDIT = (
    VIEW
    | WRITE
    | {f"{act}_{model}" for act in ("add", "change", "delete") for model in [*REGISTER, *FORMS, "report", "deadline"]}
    | {"add_source", "change_source"}
    | {"work_for_every_city", "review_report"}
)

FOCAL_POINT = _("Focal point")
TRANSLATOR_INTO_CHINESE = _("Translator into Chinese")
TRANSLATOR_INTO_ENGLISH = _("Translator into English")
EDITOR = _("Editor")
PUBLISHER = _("Publisher")

ROLES = {
    FOCAL_POINT: WRITE
    | each("view", [*FOR_CHOICES, "report", "source", "edition", "withdrawal", "cancellation", "statechange"])
    | {"add_report", "change_report"},
    TRANSLATOR_INTO_CHINESE: TRANSLATE | {"write_chinese"},
    TRANSLATOR_INTO_ENGLISH: TRANSLATE | {"write_english"},
    EDITOR: EDIT,
    PUBLISHER: EDIT | {"publish_report", "appoint_focal_points"},
}


def write_roles(groups, permissions):
    """Make every group hold exactly what the table says. A migration that changes the table calls this again."""
    named = permissions.filter(content_type__app_label__in=["cities", "reports"])
    for name, codenames in ROLES.items():
        group, _created = groups.get_or_create(name=name)
        group.permissions.set(named.filter(codename__in=codenames))
