from django.urls import path

from . import preview_views, views

app_name = "reports"
urlpatterns = [
    path("reports/", views.report_list, name="report_list"),
    path("reports/<slug:slug>/", views.report_detail, name="report_detail"),
    path("reports/<slug:slug>/editions/<int:number>/", views.edition_detail, name="edition_detail"),
    path(
        "reports/<slug:slug>/editions/<int:number>/figures/<int:figure>/",
        views.edition_figure,
        name="edition_figure",
    ),
    path(
        "reports/<slug:slug>/editions/<int:number>/figures/<int:figure>-<int:width>.<str:suffix>",
        views.edition_figure_copy,
        name="edition_figure_copy",
    ),
    path("preview/<str:token>/", preview_views.shared_preview, name="shared_preview"),
    path(
        "preview/<str:token>/figures/<int:number>/",
        preview_views.shared_preview_figure,
        name="shared_preview_figure",
    ),
]
