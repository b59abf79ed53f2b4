"""Measures of accuracy, one file each."""
