"""Words of the page (lời trên trang): ``rules/messages`` through tags; templates hold no law and no sentences."""

from datetime import date
from typing import Any

from django import template

from doccheck.review.office import office
from doccheck.rulebook.messages import say as say_
from doccheck.rulebook.origins import origin_name
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
def source(context: Any, value: object) -> str:
    """The name of an origin of facts."""
    return origin_name(str(value), context.get("lang", "vi")) if value else ""


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
def day_short(context: Any, value: object) -> str:
    """Day and month, without the year."""
    text = str(value or "")
    return f"{text[8:10]}/{text[5:7]}" if context.get("lang") != "en" else text[5:10]


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


@register.simple_tag(takes_context=True)
def check(context: Any, code: object) -> str:
    """The name of a check; its code where the rules have no card."""
    card = office().tools.book.cards.get(str(code))
    return card.name[context.get("lang", "vi")] if card else str(code)


@register.simple_tag(takes_context=True)
def stated(context: Any, value: object) -> str:
    """What a source states, such as ``repealed 2019-02-08``: the fact in words, the day as people write it."""
    return " ".join(day(context, part) if part[:1].isdigit() else _fact(context, part) for part in str(value).split())


def _fact(context: Any, part: str) -> str:
    found = word(context, "fact", part)
    return found if found != part else word(context, "status", part)


@register.filter
def once(label: object) -> str:
    """A label whose type is said twice, said once: a law is often registered under its type and its whole title."""
    words = str(label or "").split()
    for size in (1, 2, 3):
        first, then = words[:size], words[size : 2 * size]
        if first and [w.casefold() for w in first] == [w.casefold() for w in then]:
            return " ".join(words[size:])
    return " ".join(words)


@register.filter
def base(path: object) -> str:
    """A file's own name."""
    return str(path or "").rsplit("/", 1)[-1]


@register.filter
def get(mapping: Any, key: object) -> Any:
    """A value of a mapping."""
    return mapping.get(key) if hasattr(mapping, "get") else None
