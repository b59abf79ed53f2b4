"""The law's shelf (sổ đăng ký văn bản): acts and facts with tier and origin, import, search, learning."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from doccheck.registry.learning import learn
    from doccheck.registry.pile import Pile
    from doccheck.registry.places import open_registry
    from doccheck.registry.store import Registry
    from doccheck.validity import Lives

__all__ = ["Lives", "Pile", "Registry", "learn", "open_registry"]
_HOMES = {
    "Lives": "doccheck.validity",
    "Pile": "doccheck.registry.pile",
    "learn": "doccheck.registry.learning",
    "Registry": "doccheck.registry.store",
    "open_registry": "doccheck.registry.places",
}


def __getattr__(name: str) -> Any:
    """Public names, imported when they are first used: one of them alone stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
