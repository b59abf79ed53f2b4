"""Write the notebooks (sổ tay) from their cells; run ``python notebooks/build_notebooks.py``."""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

HERE = Path(__file__).resolve().parent

CAMPAIGN = [
    "# Một đợt rà soát, từ thư mục đến giấy tờ ký\n\nChạy trên văn bản mẫu của bộ cài; thay `KHO` bằng thư mục của cơ quan. "
    "Ô lệnh gọi đúng các lệnh `doccheck campaign …`, dùng được từ Python.",
    """import os
import shutil
import tempfile
from datetime import date
from pathlib import Path

from doccheck.campaign.dossier import dossiers
from doccheck.campaign.store import Mark, Settings, new_campaign
from doccheck.campaign.totals import count, lines
from doccheck.campaign.write import write_papers
from doccheck.pipeline import open_tools
from doccheck.rulebook.place import data_dir
from doccheck.run.recipe import Recipe
from doccheck.run.scan import Scan
from doccheck.run.workspace import open_workspace

CHOT = date(2026, 12, 31)
noi = Path(tempfile.mkdtemp())
os.environ["DOCCHECK_AUDIT_KEY"] = str(noi / "khoa")
KHO = noi / "kho" / "so-tu-phap"
KHO.mkdir(parents=True)
for tep in sorted(data_dir("samples").glob("*.docx"))[:6]:
    shutil.copy(tep, KHO)
cong_cu = open_tools()""",
    "## 1. Quét\nĐọc hết, học điều kho tự nói về mình, rồi mới kết luận ở ngày chốt.",
    """kho = open_workspace(noi / "doccheck.db", create=True)
Scan(workspace=kho, recipe=Recipe(), as_of=CHOT, registry_digest=cong_cu.shelf.digest).run([noi / "kho"])""",
    "## 2. Lập đợt, xem số liệu đối soát\nMỗi tệp nằm ở đúng một chỗ; tổng phải bằng danh sách tệp.",
    """dot = new_campaign(noi / "campaign.db", Settings(name="Rà soát năm 2026", kind="yearly", cut_off=CHOT,
    since=date(2026, 1, 1), workspace="doccheck.db", organ="SỞ TƯ PHÁP", place="Hà Tĩnh"))
ho_so = dossiers(dot, kho, cong_cu.book)
print("\\n".join(lines(count(ho_so, kho, dot.settings))))""",
    "## 3. Người rà soát kết luận\nỞ đây ghi thẳng; bình thường kết luận nằm trong gói Excel (`packet`, `merge`) hoặc trang rà soát.",
    """muc = [Mark(path=mot.path, outcome="expired" if mot.status == "ceased" else "keep", by="Nguyễn Văn Mẫu") for mot in ho_so]
dot.mark(muc, who="Nguyễn Văn Mẫu", at="2026-12-20", kind="mark")
tong = count(dossiers(dot, kho, cong_cu.book), kho, dot.settings)
assert tong.checked == tong.inside and not tong.problems
print("\\n".join(lines(tong)))""",
    "## 4. Giấy tờ",
    """giay = noi / "giay-to"
giay.mkdir()
for tep, so in write_papers(dot, kho, cong_cu.book, giay, on=date(2027, 1, 5)).papers:
    print(f"{so:3d}  {tep.name}")""",
]

ACCURACY = [
    "# Đọc đúng đến đâu, sai ở đâu\n\nĐo trên văn bản mẫu có đáp án; mỗi chỗ lệch hiện ra cùng đoạn văn đã đọc.",
    """import json
from datetime import date
from pathlib import Path

from doccheck.pipeline import check_document, open_tools
from doccheck.rulebook.place import data_dir

cong_cu = open_tools()
mau = data_dir("samples")
goc = next((p for p in (Path("corpus/gold"), Path("../corpus/gold")) if p.is_dir()), None)
dap_an = [json.loads(dong) for dong in (goc / "samples.jsonl").read_text("utf-8").splitlines()] if goc else []
dap_an = [mot for mot in dap_an if mot["file"].endswith((".docx", ".txt"))][:10]""",
    """dung = thua = thieu = 0
lech, ban = [], {}
for mot in dap_an:
    ket_qua = check_document(mau / mot["file"], cong_cu, as_of=date(2026, 11, 25))
    ban[mot["file"]] = ket_qua
    thay, can = {f.check for f in ket_qua.findings}, set(mot["expect"])
    dung, thua, thieu = dung + len(thay & can), thua + len(thay - can), thieu + len(can - thay)
    if thay != can:
        lech.append((mot["file"], sorted(thay - can), sorted(can - thay)))
print(f"đúng {dung}, thừa {thua}, thiếu {thieu}")
for ten, them, bot in lech:
    print(ten, "thừa:", them, "thiếu:", bot)""",
    "## Đoạn văn và những gì đọc được\nMàu theo vai của văn bản được viện dẫn (căn cứ, nội dung, bãi bỏ…).",
    """from IPython.display import HTML, display
from spacy import displacy

ten, ket_qua = next(iter(ban.items()))
than = ket_qua.reading.text.body
nhan = [{"start": r.span.start, "end": r.span.end, "label": r.role.value} for r in ket_qua.reading.references]
nhan = sorted(nhan, key=lambda n: n["start"])
display(HTML(displacy.render({"text": than[:3000], "ents": [n for n in nhan if n["end"] <= 3000], "title": ten},
                             style="ent", manual=True, jupyter=False)))""",
]

REGISTRY = [
    "# Sổ hạt giống biết gì\n\nSố văn bản theo loại, năm, cơ quan; sống bao lâu; đường sống sót của nghị định.",
    """from collections import Counter
from datetime import date

import matplotlib.pyplot as plt

from doccheck.model.act import Kind
from doccheck.registry import open_registry

so = open_registry()
van_ban = list(so._acts("1"))
print(len(van_ban), "văn bản; bản", so.digest[:12])""",
    """fig, (a, b, c) = plt.subplots(1, 3, figsize=(16, 4))
loai = Counter(v.instrument or "?" for v in van_ban).most_common(10)
a.barh([t for t, _ in loai][::-1], [n for _, n in loai][::-1])
a.set_title("Theo loại")
nam = Counter(v.issued_on.year for v in van_ban if v.issued_on and v.issued_on.year >= 1980)
b.bar(list(nam), list(nam.values()))
b.set_title("Theo năm ban hành")
co_quan = Counter(v.issuers[0] for v in van_ban if v.issuers).most_common(10)
c.barh([t for t, _ in co_quan][::-1], [n for _, n in co_quan][::-1])
c.set_title("Theo cơ quan")
plt.tight_layout()""",
    "## Đường sống sót của nghị định (Kaplan – Meier)\nNghị định chưa biết ngày hết hiệu lực được coi là còn theo dõi đến ngày biết cuối cùng.",
    """HET = {Kind.REPLACED, Kind.REPEALED, Kind.ENDED, Kind.TERM}
NGAY = date(2026, 11, 25)
doi = []
for v in van_ban:
    if v.instrument != "decree" or v.issued_on is None:
        continue
    het = [f.on for f in so.facts(v.id) if f.kind in HET and f.on]
    cuoi = min(het) if het else NGAY
    doi.append(((cuoi - v.issued_on).days / 365.25, bool(het)))
con, song, x, y = len(doi), 1.0, [0.0], [1.0]
for nam_, chet in sorted(doi):
    if chet:
        song *= 1 - 1 / con
    con -= 1
    x.append(nam_)
    y.append(song)
plt.step(x, y, where="post")
plt.xlabel("năm từ ngày ban hành")
plt.ylabel("phần còn hiệu lực")
plt.title(f"{len(doi)} nghị định, {sum(c for _, c in doi)} đã biết ngày hết hiệu lực")
plt.ylim(0, 1)""",
]

SPACY = [
    "# Viện dẫn trong quy trình spaCy\n\nThành phần `doccheck_references` đưa văn bản được viện dẫn vào `doc.spans`, vẽ bằng displaCy.",
    """import tempfile
from pathlib import Path

import spacy
from IPython.display import HTML, display
from spacy import displacy

from doccheck.parse.component import NAME

nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}})
nlp.add_pipe(NAME)
doc = nlp("Căn cứ khoản 2 Điều 5 Nghị định số 31/2026/NĐ-CP ngày 05 tháng 3 năm 2026 của Chính phủ; "
          "Luật Giáo dục năm 2019; các Thông tư số 01, 02 và 03/2026/TT-BTC.")
for doan in doc.spans["references"]:
    print(doan.label_, "|", doan.text, "|", doan._.reference["issued_on"], doan._.reference["provisions"])""",
    "## Vẽ\nMàu theo loại văn bản.",
    """mau = {"decree": "#c7e5ff", "law": "#ffe1b3", "circular": "#d7f2d0"}
display(HTML(displacy.render(doc, style="span", jupyter=False,
                             options={"spans_key": "references", "colors": mau})))""",
    "## Cất và mở lại\nQuy trình cất vào đĩa vẫn đọc như cũ.",
    """noi = Path(tempfile.mkdtemp()) / "quy-trinh"
nlp.to_disk(noi)
lai = spacy.load(noi)(doc.text)
assert [d.text for d in lai.spans["references"]] == [d.text for d in doc.spans["references"]]
print(len(lai.spans["references"]), "viện dẫn")""",
]


def write(name: str, cells: list[str]) -> Path:
    """One notebook: words where a cell begins with a heading or a sentence, code elsewhere."""
    made = new_notebook(metadata={"language_info": {"name": "python"}})
    for i, text in enumerate(cells):
        cell = new_markdown_cell(text) if text.startswith("#") else new_code_cell(text)
        cell["id"] = f"c{i:02d}"
        made.cells.append(cell)
    path = HERE / f"{name}.ipynb"
    nbformat.write(made, path)
    return path


if __name__ == "__main__":
    for name_, cells_ in (
        ("dot-ra-soat", CAMPAIGN), ("do-chinh-xac", ACCURACY), ("so-hat-giong", REGISTRY), ("vien-dan-spacy", SPACY),
    ):  # fmt: skip
        print(write(name_, cells_))
