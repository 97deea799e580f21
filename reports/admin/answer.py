from django.contrib import admin

from reports.models import Answer, Report
from reports.sheets.answers import AnswerResource

from .only_in_sheets import OnlyInSheets


@admin.register(Answer)
class AnswerAdmin(OnlyInSheets):
    resource_class = AnswerResource
    listed = Report
