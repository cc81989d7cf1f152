"""The addresses of an installation that holds the demo."""

from django.urls import include, path

from storstua.config.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500"]

urlpatterns = [*urlpatterns, path("demo/", include("storstua.demo.root_urls"))]
