"""Words of the page (lời trên trang): ``rules/messages`` through tags; templates hold no law and no sentences."""

from datetime import date
from typing import Any

from django import template

from doccheck.rulebook.messages import say as say_
from doccheck.rulebook.render import day_words

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Any, key: str, **values: object) -> str:
    """A sentence in the page's language."""
    return say_(f"review.{key}", context.get("lang", "vi"), **values)


@register.simple_tag(takes_context=True)
def word(context: Any, kind: str, value: object) -> str:
    """A word of a closed list, such as ``level.error``; the value itself when the list has none."""
    if not value:
        return ""
    try:
        return say_(f"{kind}.{value}", context.get("lang", "vi"))
    except KeyError:
        return str(value)


@register.simple_tag(takes_context=True)
def word_of(context: Any, key: object) -> str:
    """A sentence by its whole key."""
    return say_(str(key), context.get("lang", "vi")) if key else ""


@register.simple_tag(takes_context=True)
def day(context: Any, value: object) -> str:
    """A day as people write it."""
    text = str(value or "")[:10]
    try:
        return day_words(date.fromisoformat(text), context.get("lang", "vi"))
    except ValueError:
        return text


@register.simple_tag(takes_context=True)
def moment(context: Any, value: object) -> str:
    """Day and time to the minute."""
    text = str(value or "")
    return " ".join(part for part in (day(context, text[:10]), text[11:16]) if part)


@register.simple_tag(takes_context=True)
def num(context: Any, value: object) -> str:
    """A number with its thousands apart."""
    text = f"{int(str(value or 0)):,}"
    return text if context.get("lang") == "en" else text.replace(",", ".")


@register.filter
def base(path: object) -> str:
    """A file's own name."""
    return str(path or "").rsplit("/", 1)[-1]


@register.filter
def get(mapping: Any, key: object) -> Any:
    """A value of a mapping."""
    return mapping.get(key) if hasattr(mapping, "get") else None
