"""The way through a list (đi theo danh sách): its causes or groups in order, the one at hand, the next and the last."""

from dataclasses import dataclass
from typing import Any

from doccheck.review.asked import address
from doccheck.review.office import office
from doccheck.run import listing
from doccheck.run.docket import dicts
from doccheck.run.listing import Query

QUEUE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where one is in a list."""

    order: list[dict[str, Any]]
    place: int
    query: Query

    @property
    def before(self) -> str:
        """The one before; empty at the beginning."""
        return str(self.order[self.place - 1]["target"]) if self.place > 0 else ""

    @property
    def after(self) -> str:
        """The next one; empty at the end."""
        if 0 <= self.place < len(self.order) - 1:
            return str(self.order[self.place + 1]["target"])
        return "" if self.place >= 0 or not self.order else str(self.order[0]["target"])

    def queue(self) -> list[dict[str, Any]]:
        """The part of the list around it."""
        start = max(min(self.place - 4, len(self.order) - QUEUE), 0)
        return [{**one, "link": link_to(self.query, one["target"])} for one in self.order[start : start + QUEUE]]

    def links(self) -> dict[str, str]:
        """Addresses of the list, of the one before, the next, and of where a decision leads."""
        return {
            "list": f"/?{address(self.query)}",
            "before": link_to(self.query, self.before) if self.before else "",
            "after": link_to(self.query, self.after) if self.after else "",
            "then": link_to(self.query, self.after),
        }


def way_to(query: Query, at: str) -> Way:
    """The way through a list with one of its causes or groups at hand."""
    order = order_of(query)
    names = [row["target"] for row in order]
    return Way(order=order, place=names.index(at) if at in names else -1, query=query)


def order_of(query: Query) -> list[dict[str, Any]]:
    """The groups of a list grouped so, else its causes, in their order."""
    room = office()
    if query.group == "bundle":
        return list(room.remembered(("order", query.key), lambda: listing.order(room.workspace.conn, query)))
    by_cause = listing.narrowed(query, group="cause")
    with room.board.view(room.workspace, by_cause) as view:
        if view:
            return view.order(query.order)
    return list(room.remembered(("order", query.key), lambda: listing.order(room.workspace.conn, by_cause)))


def link_to(query: Query, target: str = "", **more: str) -> str:
    """The address of a cause or of a group of causes; of the first of the list where none is named."""
    page = "/group/" if target.startswith("B") else "/desk/"
    return f"{page}?{address(query, at=target, **more)}"


def bundle_of(cause: str) -> dict[str, Any]:
    """The group in which a cause stands, with how many causes it has; empty where it stands alone."""
    sql = """select b.*, count(distinct f.cause) as causes, count(distinct f.path) as documents
      from bundles b join findings f on f.live and f.bundle = b.bundle
      where b.bundle = (select g.bundle from findings g where g.cause = ? and g.live limit 1) group by b.bundle"""
    found = dicts(office().workspace.conn.execute(sql, (cause,)))
    return found[0] if found else {}
