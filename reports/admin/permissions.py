class PartOfReport:
    """Whoever may see or change reports may see or change what they consist of: one right, asked for in one place."""

    def has_right(self, request, act):
        return request.user.has_perm("reports.view_report" if act == "view" else "reports.change_report")
