"""What a pile holds and cites (kho giữ và viện dẫn): acts by the documents that are them, and by those that cite."""

import json
from dataclasses import dataclass

from doccheck.model.act import Act, Fact
from doccheck.run.codec import load_learned
from doccheck.run.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Paths by act: the documents that are it, and those that cite it; and which paths are secret."""

    own: dict[str, list[str]]
    citing: dict[str, list[str]]
    secret: frozenset[str]


def held(workspace: Workspace) -> Held:
    """Of the last scan."""
    own: dict[str, list[str]] = {}
    citing: dict[str, list[str]] = {}
    secret = []
    for record in workspace.records():
        path, act = record["path"], record["document"]["act"]
        if record["document"].get("secrecy"):
            secret.append(path)
        if act:
            own.setdefault(act["id"], []).append(path)
        for one in {r["act"]["id"] for r in record["references"] if r["act"] and r["match"] == "found"}:
            if not act or one != act["id"]:
                citing.setdefault(one, []).append(path)
    return Held(own=own, citing=citing, secret=frozenset(secret))


def learned(workspace: Workspace) -> tuple[list[Act], list[Fact]]:
    """What the present documents of a pile said of themselves (điều kho tự nói)."""
    acts: dict[str, Act] = {}
    facts: dict[Fact, None] = {}
    here = {row[0] for row in workspace.conn.execute("select key from documents where present")}
    for key, body in workspace.learned_bodies():
        if key in here:
            more, told = load_learned(body)
            acts.update({act.id: act for act in more if act.id not in acts})
            facts.update(dict.fromkeys(told))
    return list(acts.values()), list(facts)


def roots(workspace: Workspace) -> list[str]:
    """Folders that the last scan began at."""
    last = workspace.conn.execute("select roots from runs order by id desc limit 1").fetchone()
    return list(json.loads(last[0])) if last else []
