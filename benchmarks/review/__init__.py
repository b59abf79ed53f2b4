"""Measures of the review room."""
