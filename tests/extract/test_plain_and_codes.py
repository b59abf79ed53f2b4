"""Plain text: encodings, old Vietnamese codes, Markdown signs, hostile characters."""

import time
import unicodedata
from pathlib import Path

import pytest

from doccheck.extract import ExtractOptions, extract, source_of
from doccheck.extract.canonical import canonical
from doccheck.extract.legacy import by_font, even, is_syllable, legacy_code, repaired
from doccheck.model.text import PageKind, Severity, Span, State, Text, state_of
from doccheck.rulebook.encodings import encodings
from doccheck.rulebook.troubles import troubles
from tests.extract.makers import old_code

LAW = "Căn cứ Luật Thư viện; Quyết định số 12/2014/QĐ-UBND của Chủ tịch huyện về đổi mới nghiệp vụ thư viện\n"


def read(tmp_path: Path, data: bytes, name: str = "a.txt") -> Text:
    path = tmp_path / name
    path.write_bytes(data)
    return extract(path)


def codes(text: Text) -> set[str]:
    return {t.code for t in text.troubles}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_read_alike(tmp_path: Path, encoding: str) -> None:
    text = read(tmp_path, (LAW * 3).encode(encoding))
    assert text.body == LAW * 3
    assert not text.troubles


def test_decomposed_text_is_composed(tmp_path: Path) -> None:
    assert read(tmp_path, unicodedata.normalize("NFD", LAW).encode()).body == LAW


@pytest.mark.parametrize("code", ["tcvn3", "vni", "viscii", "vps"])
def test_old_codes_become_unicode_and_say_so(tmp_path: Path, code: str) -> None:
    text = read(tmp_path, old_code(LAW * 4, code))
    assert text.body == LAW * 4
    assert [(t.code, t.detail) for t in text.troubles] == [("legacy_encoding", code)]


@pytest.mark.parametrize("code", ["tcvn3", "vni"])
def test_pictures_of_old_codes_in_unicode_files(tmp_path: Path, code: str) -> None:
    shown = old_code(LAW * 4, code).decode("cp1252")
    text = read(tmp_path, shown.encode("utf-8"))
    assert text.body == LAW * 4
    assert "legacy_encoding" in codes(text)


def test_honest_unicode_is_never_converted(tmp_path: Path) -> None:
    for sample in (LAW * 5, "Café à la carte, naïve façade, Öl für Übermut — señor\n" * 9, "«Ünïcödé» £5 ½ ©\n" * 20):
        assert legacy_code(sample) is None
        assert read(tmp_path, sample.encode()).body == sample


def test_unknown_bytes_are_flagged(tmp_path: Path) -> None:
    text = read(tmp_path, bytes(range(160, 256)) * 5 + b" plain words here" * 50)
    assert "encoding_uncertain" in codes(text)
    assert state_of(text.troubles) is State.PARTIAL


def test_fonts_of_old_codes() -> None:
    assert by_font("§iÒu 5. HiÖu lùc", ".VnTime") == "Điều 5. Hiệu lực"
    assert by_font("quyÕt ®Þnh", ".VnTimeH") == "QUYẾT ĐỊNH"
    assert by_font("Ñieàu 5", "VNI-Times") == "Điều 5"
    assert by_font("Điều 5 đã là Unicode", ".VnTime") is None
    assert by_font("words", "Times New Roman") is None


def test_capital_lines_with_small_letters() -> None:
    assert even("CHíNH PHủ\nSố 5 của Bộ") == "CHÍNH PHỦ\nSố 5 của Bộ"
    assert even("Số: 12/QĐ-UBND") == "Số: 12/QĐ-UBND"


def test_letter_shown_for_d_with_stroke() -> None:
    assert "Nghị ñịnh của Bộ".translate(repaired("Nghị ñịnh của Bộ")) == "Nghị định của Bộ"
    assert repaired("định, señor") == {}


@pytest.mark.parametrize("word", ["nghiêng", "quỳnh", "giếng", "khuỷu", "Uỷ", "thuở", "gì", "đường", "HOÀ"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["QuyÕt", "ñịnh", "straße", "nghiệpp", "bờq"])
def test_not_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_lines_and_offsets_are_those_of_the_file(tmp_path: Path) -> None:
    text = read(tmp_path, b"mot\r\nhai\r\rba\n")
    assert text.body == "mot\nhai\n\nba\n"
    span = Span(text.body.index("ba"), text.body.index("ba") + 2)
    assert (text.place(span).part, text.place(span).paragraph) == ("text", 4)


def test_form_feeds_part_pages(tmp_path: Path) -> None:
    text = read(tmp_path, b"trang 1\n\ftrang 2\n\f")
    assert text.body == "trang 1\n\ftrang 2\n"
    assert [text.quote(p.span) for p in text.pages] == ["trang 1\n", "trang 2\n"]
    assert {p.kind for p in text.pages} == {PageKind.FLOW}


def test_markdown_signs_go_and_text_stays(tmp_path: Path) -> None:
    source = (
        "## **QUYẾT ĐỊNH**\n\n**Điều 1.** Sửa *khoản 2* Nghị định 15/2020/NĐ\\-CP\n"
        "| **STT** | Tên |\n|---|:---:|\n| 1 | Thông tư 3\\_A |\n**Điều 2.** 5 * 3 * 2 = 30\n"
    )
    text = read(tmp_path, source.encode(), "a.md")
    assert text.body.split("\n") == [
        "QUYẾT ĐỊNH", "", "Điều 1. Sửa khoản 2 Nghị định 15/2020/NĐ-CP", "STT\tTên", "", "1\tThông tư 3_A",
        "Điều 2. 5 * 3 * 2 = 30", "",
    ]  # fmt: skip
    for anchor in text.anchors:
        assert text.body[anchor.start : anchor.end].split("\t")[0].split()[0].strip("*#| ") in source


def test_stars_without_markdown_stay(tmp_path: Path) -> None:
    assert read(tmp_path, b"**Ghi chu** mot lan, a*b*c\n").body == "**Ghi chu** mot lan, a*b*c\n"


def test_canonical_characters() -> None:
    assert canonical("a\xa0b\u200bc\u202ed\x00e\x1b[0m") == "a bcde[0m"
    assert canonical("a\u2028b\x0bc") == "a\nb\nc"
    assert canonical("\ud800x") == "\ufffdx"
    assert unicodedata.is_normalized("NFC", canonical("e\u0302\u0323 " * 9_000))


def test_a_wall_of_marks_is_linear() -> None:
    start = time.process_time()
    canonical("a" + "\u0323\u0302" * 250_000)
    assert time.process_time() - start < 2.5


def test_empty_missing_folder_and_large_files(tmp_path: Path) -> None:
    fatal = {
        "empty_file": read(tmp_path, b""),
        "unreadable": extract(tmp_path / "none.txt"),
        "not_regular_file": extract(tmp_path),
        "no_text_layer": read(tmp_path, b" \n\t\n", "blank.txt"),
    }
    for code, text in fatal.items():
        assert code in codes(text)
        assert state_of(text.troubles) is State.UNREADABLE
        assert text.body == ""
    big = tmp_path / "big.txt"
    big.write_bytes(b"x" * 2_000)
    assert codes(extract(big, ExtractOptions(max_bytes=1_000))) == {"too_large_inflated"}


def test_pipe_is_refused_at_once(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.txt")
    assert codes(extract(tmp_path / "pipe.txt")) == {"not_regular_file"}


def test_binary_named_pdf_or_text(tmp_path: Path) -> None:
    assert codes(read(tmp_path, bytes(range(256)) * 8, "a.pdf")) == {"unsupported_type"}
    text = read(tmp_path, b"only words\n", "a.pdf")
    assert [(t.code, t.severity) for t in text.troubles] == [("type_mismatch", Severity.PARTIAL)]


def test_source_is_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    source = source_of(path)
    assert (source.size, source.media_type, source.name) == (3, "text/plain", "a.txt")
    assert source == extract(path).source


def test_rules_of_this_stage_hold() -> None:
    sentences = troubles()
    assert len(set(sentences.codes())) == len(sentences.codes()) > 30
    assert all(sentences.message(c) != sentences.message(c, "en") for c in sentences.codes())
    assert sentences.message("no such code") == "no such code"
    for table in encodings().tables:
        letters = [*table.bytes.values(), *table.pairs.values()]
        assert all(unicodedata.is_normalized("NFC", c) and len(c) == 1 for c in letters)


def test_utf8_written_twice_is_taken_back_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "ỦY BAN NHÂN DÂN\nSố: 12/2021/QĐ-UBND\nQuyết định về việc mượn sách của thư viện tỉnh.\n"
    path.write_bytes(text.encode().decode("latin-1").encode())
    found = extract(path)
    assert found.body == text
    assert [(t.code, t.detail) for t in found.troubles] == [("legacy_encoding", "UTF-8 twice")]
    path.write_bytes(text.encode().decode("cp1252", "replace").encode())
    assert [t.code for t in extract(path).troubles] == ["encoding_uncertain"]
    path.write_text("Décision à Genève, déjà vu. Çà et là, où êtes-vous ?\n" * 9, "utf-8")
    assert extract(path).troubles == ()


def test_letters_that_turn_or_are_none_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Số: \u202e21\u202c/2021/QĐ-UBND, mượn sách của thư viện\n", "utf-8")
    assert [t.code for t in extract(path).troubles] == ["encoding_uncertain"]
    path.write_text("Số: 12/2021/Q\ue000-UBND, mượn sách của thư viện\n", "utf-8")
    assert [t.code for t in extract(path).troubles] == ["unmapped_glyphs"]
    path.write_text("\uf0b7 mượn sách\n\uf0b7 trả sách\n", "utf-8")
    assert extract(path).troubles == ()
