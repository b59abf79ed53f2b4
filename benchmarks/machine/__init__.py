"""Measures of speed and of reliability."""
