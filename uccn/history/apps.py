from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "uccn.history"

    def ready(self):
        from reversion.signals import post_revision_commit

        from .belonging import note_belongings
        from .changes import write_waiting

        post_revision_commit.connect(note_belongings)
        post_revision_commit.connect(write_waiting)
