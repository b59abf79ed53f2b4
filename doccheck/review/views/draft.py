"""The page for drafters (trang dự thảo): bases on the intended day of signing, and what changes if signed later."""

from datetime import date
from pathlib import Path
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from doccheck.review.draft import given, judged, seen, word_file
from doccheck.review.office import office

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draft(request: HttpRequest) -> HttpResponse:
    """The empty form, or what is seen of the draft that was given; nothing is kept."""
    room, lang = office(), str(request.lang)
    told = {"sign_on": room.today(), "text": "", "name": ""}
    if request.method != "POST":
        return render(request, "review/draft.html", told)
    file = request.FILES.get("file")
    told = {
        "sign_on": request.POST.get("sign_on", "")[:20],
        "text": "" if file else request.POST.get("text", "")[:1_000_000],
        "name": Path(str(file.name)).name[:200] if file else "",
    }
    try:
        day = date.fromisoformat(told["sign_on"])
    except ValueError:
        return _wrong(request, told, "needs_day", 400)
    draft_ = given(told["text"], file)
    if draft_ is None:
        return _wrong(request, told, "no_draft", 400)
    report = judged(room, draft_, day)
    if report is None:
        return _wrong(request, told, "unreadable_proof", 422)
    if request.POST.get("give") == "word":
        data = word_file(room, draft_, report, lang)
        if data is None:
            return _wrong(request, told, "no_word", 422)
        return _file(data, told["name"])
    return render(request, "review/draft.html", {**told, "seen": seen(room, report, lang), "day": day.isoformat()})


def _wrong(request: HttpRequest, told: dict[str, str], key: str, status: int) -> HttpResponse:
    return render(request, "review/draft.html", {**told, "wrong": f"wrong.{key}"}, status=status)


def _file(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=DOCX)
    stem = Path(name).stem or "draft"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(stem)}.doccheck.docx"
    return answer
