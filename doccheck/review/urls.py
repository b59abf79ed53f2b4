"""Addresses as Django takes them (cấu hình địa chỉ)."""

from django.urls import path

from doccheck.review.access import guarded
from doccheck.review.routes import ROUTES

OFTEN = "decide"  # looked for first
urlpatterns = [
    path(route.path, guarded(route), name=route.name) for route in sorted(ROUTES, key=lambda one: one.name != OFTEN)
]
handler403 = "doccheck.review.views.account.refused"
handler404 = "doccheck.review.views.account.missing"
handler500 = "doccheck.review.views.account.broken"
