"""Parts of ``build_seed.py``: read the collected facts, bring them to canonical form, merge, write."""
