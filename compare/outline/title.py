"""What stands over a report: title, year, place, meeting, date, speaker, address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.errors import NotAReport
from compare.lexicon import places
from compare.model import Place, Source
from compare.outline import claims
from compare.outline.cues import arabic_year, cue
from compare.outline.kind import SHORT, Kind
from compare.outline.passage import Passage, fold

MEND = "give --place/--year"
_DAY = re.compile(
    r"((?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
)
_CN = "[一二三四五六七八九十百]"
_MEETING = re.compile(
    rf"(?P<place>[\u4e00-\u9fff]{{1,12}}?(?:省|自治区|市|县|区|州|盟|旗))?\s*(?P<term>第?{_CN}+届)"
    rf"(?P<nation>全国)?(?:人民代表大会|人大)(?:常务委员会)?第?{_CN}+次(?:全体)?会议"
)
_NAME = r"[\u4e00-\u9fff](?:[\s·]{0,4}[\u4e00-\u9fff]){1,3}"
_OFFICE = r"(?:常务|代理?|副)*(?:总理|省长|市长|县长|区长|州长|盟长|旗长|主席|行政长官|主任)"
_SPEAKER = re.compile(
    rf"(?P<office>{_OFFICE})\s*[:：]?\s*(?P<name>{_NAME}|[\u4e00-\u9fff·]{{2,14}})\s*[)）]?$"
)
LABELS = re.compile(r"^(标题|发文单位|发文时间|报告人|来源(?:URL)?|备注|作者)\s*[:：]\s*(.+)$")


@dataclass(frozen=True, slots=True)
class Front:
    """Whose report it is, as far as can be told, and what doesn't fit together."""

    title: str
    year: int
    place: Place
    meeting: str
    date: str
    speaker: str
    address: str
    doubts: tuple[str, ...]


def front(source: Source, kind: Kind, passages: list[Passage], *, place: str, year: int | None) -> Front:
    """The front of a work report; NotAReport where place or year can't be found."""
    texts = [passage.text for passage in passages]
    head = head_of(texts)
    labels = {found[1]: found[2].strip() for line in head if (found := LABELS.match(line))}
    heading = _title(source, head, labels)
    meeting, meeting_place = meeting_in(head)
    date = date_in(head, bool(meeting))
    doubts: list[str] = []
    titles = [(heading, "标题"), (labels.get("发文单位", ""), "发文单位")]
    titles += [(line, "标题") for line in head[:4] if "工作报告" in line and len(line) < 50]
    years = claims.years_of(source, texts, heading, date)
    found_year = claims.decide(years, "年份", str(year) if year else "", doubts)
    found_places = claims.places_of(source, texts, claims.in_head(head, meeting_place), titles)
    found_place = claims.decide(found_places, "地区", place, doubts)
    missing = [what for what, found in (("place", found_place), ("year", found_year)) if not found]
    if missing:
        raise NotAReport(source.path, f"its {' and '.join(missing)} can't be told", MEND)
    length = sum(map(len, texts))
    if length < SHORT:
        doubts.append(f"正文只有{length}字，可能是摘要，不是全文")
    if kind.also:
        doubts.append(f"标题另称{kind.also}，按政府工作报告读")
    return Front(
        title=heading or f"{found_place}{found_year}年政府工作报告",
        year=int(found_year),
        place=places.place(found_place, int(found_year)) or Place(found_place),
        meeting=meeting,
        date=date,
        speaker=speaker_in(head, labels),
        address=address_of(source, head, labels),
        doubts=tuple(doubts),
    )


def head_of(texts: list[str]) -> list[str]:
    """The lines before the speech begins, the first one of the speech included."""
    for i, text in enumerate(texts[:30]):
        # A scraped page's summary quotes the opening and breaks off.
        if cue("opening", "report").search(text) and not text.rstrip("”").endswith(("...", "…")):
            return [*texts[:i], text[:400]]
    return texts[:12]


def _title(source: Source, head: list[str], labels: dict[str, str]) -> str:
    given = source.metadata.get("title") or labels.get("标题", "")
    if given:
        return given.strip()
    lines = [re.sub(r"\s+", "", line) for line in head]
    lines = [line for line in lines if len(line) <= 50 and not re.search(r"^[（(—―]|[。]", line)]
    for words in ("政府工作报告", "工作报告"):
        for line in lines:
            if words in line:
                return line
    return ""


_HEAD = 400
"""Characters of a line in which title and meeting stand, where the speech was run into it."""


def meeting_in(head: list[str]) -> tuple[str, str]:
    """The meeting as written, and the place it names."""
    for line in head:
        text = _despaced(line)
        if len(text) >= 80 and not text.startswith(("政府工作报告", "—")):
            continue
        found = _MEETING.search(text, 0, _HEAD)
        if found:
            place = "全国" if found["nation"] else re.sub(r"^.*[日在]", "", found["place"] or "")
            start = (
                found.start("term")
                if found["nation"]
                else found.end("place") - len(place)
                if place
                else found.start("term")
            )
            return text[start : found.end()], "" if place in ("省", "市", "县", "区") else place
    return "", ""


def _despaced(line: str) -> str:
    return re.sub(r"\s+", "", line)


def date_in(head: list[str], met: bool) -> str:
    # A resolution printed before the report has a date of its own; the report's is the day of its meeting.
    for line in sorted(head, key=lambda one: "会议上" not in one):
        text = fold(_despaced(line))
        found = _DAY.search(text)
        if found and len(text) < 90 and not re.search(r"发布|时间|新华社|日期", text):
            year = arabic_year(found[1])
            month, day = int(found[2]), int(found[3])
            if year and 1 <= month <= 12 and 1 <= day <= 31 and (met or len(text) < 40):
                return f"{year:04d}-{month:02d}-{day:02d}"
    return ""


def speaker_in(head: list[str], labels: dict[str, str]) -> str:
    lines = [
        labels.get("报告人", ""),
        *(re.sub(r"^.*(?:会议上?|报告)(?=\S*(?:长|理|席))", "", line) for line in head),
    ]
    for line in lines:
        text = line.strip(" \u3000（）()*")
        found = _SPEAKER.search(text)
        if found and len(text) <= 30:
            return f"{found['office']} {_despaced(found['name'])}"
    after = False
    for line in head:
        text = line.strip(" \u3000（）()")
        if after and re.fullmatch(_NAME, text) and len(re.sub(r"\s", "", text)) <= 4 and "代表" not in text:
            return re.sub(r"\s+", "", text)
        after = after or bool(_DAY.search(fold(line)))
    return ""


def address_of(source: Source, head: list[str], labels: dict[str, str]) -> str:
    for key in ("source", "url", "来源"):
        if source.metadata.get(key):
            return source.metadata[key]
    for key in ("来源URL", "来源"):
        if key in labels:
            return labels[key]
    for line in head:
        found = re.search(r"来源\s*[:：]\s*(\S+)", line)
        if found:
            return found[1]
    return ""
