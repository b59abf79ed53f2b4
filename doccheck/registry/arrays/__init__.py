"""The whole registry as arrays (toàn bộ sổ dạng mảng): numbers, detail links and lives, for questions about all acts.

SQLite is the truth. These files are made from it, carry its digest, and are made anew when it changes; what a question
about one act needs is asked of the registry itself.
"""

from doccheck.registry.arrays.folder import Arrays, open_arrays

__all__ = ["Arrays", "open_arrays"]
