"""The law's shelf (sổ đăng ký văn bản): acts and facts with tier and origin, import, search, learning."""

from doccheck.registry.places import open_registry
from doccheck.registry.store import Registry

__all__ = ["Registry", "open_registry"]
