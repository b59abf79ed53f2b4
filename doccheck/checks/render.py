"""Findings as sentences: see ``doccheck.rulebook.render``, which exports may import too."""

from doccheck.rulebook.render import Rendered, citation, document_key, fingerprint, reason, render, suggested, words_of

__all__ = ["Rendered", "citation", "document_key", "fingerprint", "reason", "render", "suggested", "words_of"]
