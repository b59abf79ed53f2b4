"""The law's shelf (sổ đăng ký văn bản): acts and facts with tier and origin, import, search, learning."""

from doccheck.registry.learn import learn
from doccheck.registry.life import Lives
from doccheck.registry.pile import Pile
from doccheck.registry.places import open_registry
from doccheck.registry.store import Registry

__all__ = ["Lives", "Pile", "Registry", "learn", "open_registry"]
