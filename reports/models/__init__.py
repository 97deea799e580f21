from .answer import Answer, Budget, Link
from .assessment import Assessment
from .deadline import Deadline
from .dismissal import Dismissal
from .edition import Cancellation, Edition, Withdrawal
from .figure import Figure
from .form import FormItem, FormVersion
from .indicator import Indicator
from .initiative import Event, Goal, Initiative
from .mention import Mention
from .participation import Attendance, Contribution, EvaluationService
from .preview import PreviewComment, PreviewLink
from .report import Report, StateChange
from .source import Source

__all__ = [
    "Answer",
    "Assessment",
    "Attendance",
    "Budget",
    "Cancellation",
    "Contribution",
    "Deadline",
    "Dismissal",
    "Edition",
    "EvaluationService",
    "Event",
    "Figure",
    "FormItem",
    "FormVersion",
    "Goal",
    "Indicator",
    "Initiative",
    "Link",
    "Mention",
    "PreviewComment",
    "PreviewLink",
    "Report",
    "Source",
    "StateChange",
    "Withdrawal",
]
