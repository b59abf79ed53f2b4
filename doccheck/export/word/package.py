"""A Word package (gói tệp Word): parts as bytes, in their order; what is not set anew is copied as it stands."""

import io
import posixpath
import zipfile
from typing import Any

MAIN = "word/document.xml"
TYPES = "[Content_Types].xml"
_TYPES_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS_NS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = "/officeDocument"


class WordPackage:
    """The parts of one file; ``root`` and ``save`` speak XML, all else stays bytes."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._new: dict[str, bytes] = {}
        self.main = self._find_main()
        self.folder = posixpath.dirname(self.main)

    def names(self) -> list[str]:
        """Names of all parts."""
        return list(dict.fromkeys([*self._zip.namelist(), *self._new]))

    def read(self, name: str) -> bytes | None:
        """Bytes of a part; None when it is not there."""
        if name in self._new:
            return self._new[name]
        return self._zip.read(name) if name in self._zip.namelist() else None

    def root(self, name: str) -> Any | None:
        """Root element of a part, with its comments and instructions; None when it is not there."""
        data = self.read(name)
        return None if data is None else parse(data)

    def save(self, name: str, root: Any) -> None:
        """Set a part anew."""
        from lxml import etree

        self._new[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def bytes(self) -> bytes:
        """The whole file; parts that were not set keep their bytes, their order and their dates."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for info in self._zip.infolist():
                data = self._new.get(info.filename)
                made.writestr(info, self._zip.read(info) if data is None else data, info.compress_type)
            for name, data in self._new.items():
                if name not in self._zip.namelist():
                    entry = zipfile.ZipInfo(name, self._zip.infolist()[0].date_time)
                    made.writestr(entry, data, zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def related(self, kind: str) -> str | None:
        """Name of the part that the main part is related to by a kind (``comments``, ``footnotes``)."""
        root = self.root(self._rels_name())
        for item in root if root is not None else ():
            if str(item.get("Type", "")).endswith("/" + kind) and item.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/" + self.folder, item.get("Target", ""))).lstrip("/")
        return None

    def relate(self, kind_uri: str, target: str, content_type: str) -> str:
        """A new part beside the main part, with its relationship and its content type; its name."""
        name = posixpath.join(self.folder, target)
        rels = self.root(self._rels_name())
        if rels is None:
            rels = parse(f'<Relationships xmlns="{_RELS_NS[1:-1]}"/>'.encode())
        taken = {str(item.get("Id")) for item in rels}
        new = rels.makeelement(f"{_RELS_NS}Relationship", {})
        new.set("Id", next(f"rIdDoccheck{i}" for i in range(1, len(taken) + 2) if f"rIdDoccheck{i}" not in taken))
        new.set("Type", kind_uri)
        new.set("Target", target)
        rels.append(new)
        self.save(self._rels_name(), rels)
        types = self.root(TYPES)
        if types is not None:
            part = types.makeelement(f"{_TYPES_NS}Override", {"PartName": f"/{name}", "ContentType": content_type})
            types.append(part)
            self.save(TYPES, types)
        return name

    def _rels_name(self) -> str:
        return posixpath.join(self.folder, "_rels", posixpath.basename(self.main) + ".rels")

    def _find_main(self) -> str:
        if MAIN in self._zip.namelist():
            return MAIN
        root = parse(self._zip.read("_rels/.rels"))
        for item in root:
            if str(item.get("Type", "")).endswith(_OFFICE):
                return str(item.get("Target", "")).lstrip("/")
        return MAIN


def parse(data: bytes) -> Any:
    """Root of an XML text; nothing is resolved, nothing is left out."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)
