"""What stands over a report: title, year, place, meeting, date, speaker, address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from compare.errors import NotAReport
from compare.lexicon import places
from compare.model import Place, Source
from compare.outline.cues import arabic_year, cue
from compare.outline.passage import Passage, fold

_MEND = "give --place/--year"
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
# `贵州省`, `沧州市`, `通州区`: not every 州 or 市 ends a name.
_END = "(?:自治[区州县旗]|新区|州(?![省市区县])|市(?![市区])|[省县区盟旗])"
_PLACE = re.compile(rf"([\u4e00-\u9fff]{{1,10}}?{_END})")
_SPEAKS_FOR = re.compile(rf"(?:代表|受)\s*([\u4e00-\u9fff]{{1,10}}?{_END})(?:第.{{1,4}}届)?人民政府")
_HEADS = re.compile(rf"([\u4e00-\u9fff]{{1,10}}?{_END})(?:人民政府)?(?:代理?|常务|副)*[省市县区州盟旗]长")
_NOT_NAMES = re.compile(r"^(?:我|受|全|本|在|现|各|于|大会|人民)|政府|代表|工作|报告")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_LABELS = re.compile(r"^(标题|发文单位|发文时间|报告人|来源(?:URL)?|备注|作者)\s*[:：]\s*(.+)$")
SHORT = 3000
"""Readable characters under which a text is likely a summary: the shortest of 193 full reports has 9,822."""


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


@dataclass(frozen=True, slots=True)
class _Found:
    """One thing that says a year or a place, and where it stands."""

    value: str
    where: str


def front(source: Source, passages: list[Passage], *, place: str, year: int | None) -> Front:
    """The front of the report; NotAReport where the text is none, or place or year can't be found."""
    texts = [passage.text for passage in passages]
    refuse(source, texts)
    head = _head(texts)
    labels = {found[1]: found[2].strip() for line in head if (found := _LABELS.match(line))}
    heading = _title(source, head, labels)
    meeting, meeting_place = _meeting(head)
    date = _date(head, bool(meeting))
    doubts: list[str] = []
    years = _years(source, texts, heading, date)
    found_year = _decide(years, "年份", str(year) if year else "", doubts)
    found_places = _places(source, head, heading, labels, meeting_place)
    found_place = _decide(found_places, "地区", place, doubts)
    missing = [what for what, found in (("place", found_place), ("year", found_year)) if not found]
    if missing:
        raise NotAReport(source.path, f"its {' and '.join(missing)} can't be told", _MEND)
    length = sum(map(len, texts))
    if length < SHORT:
        doubts.append(f"正文只有{length}字，可能是摘要，不是全文")
    return Front(
        title=heading or f"{found_place}{found_year}年政府工作报告",
        year=int(found_year),
        place=places.place(found_place, int(found_year)) or Place(found_place),
        meeting=meeting,
        date=date,
        speaker=_speaker(head, labels),
        address=_address(source, head, labels),
        doubts=tuple(doubts),
    )


def refuse(source: Source, texts: list[str]) -> None:
    """Raise NotAReport for what evidently is something else."""
    whole = "\n".join(texts)
    if not whole.strip():
        raise NotAReport(source.path, "holds no text")
    name = f"{Path(source.path).stem} {source.metadata.get('title', '')} " + " ".join(texts[:12])[:600]
    spoken = "各位代表" in whole or bool(cue("opening", "report").search(whole))
    sentences = whole.count("。")
    if len(texts) > 20 and sentences * 4 < len(texts):
        raise NotAReport(source.path, "is a list of short lines, as of a page's navigation")
    other = re.search(
        r"法治政府建设.{0,20}(?:报告|情况)|统计公报|预算执行情况.{0,30}报告|计划执行情况.{0,30}报告", name
    )
    if other and not (spoken and "政府工作报告" in name and "预算" not in other[0]):
        raise NotAReport(source.path, f"is another kind of document ({other[0]})")
    if re.search(r"未能找到(?:完整)?原文|摘要版本", whole[:800]):
        raise NotAReport(source.path, "says itself that it isn't the report's text")
    behind = re.search(r"回顾|过去[的这]?[一二三四五]?年|[一五]年来|完成|实现|增长", whole)
    ahead = re.search(r"目标|今年|任务|安排|明年|今后", whole)
    if not (behind and ahead and (spoken or "工作报告" in name or "回顾" in whole)):
        raise NotAReport(source.path, "has neither a review nor a plan of a government's work")


def _head(texts: list[str]) -> list[str]:
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
    for line in head:
        if "工作报告" in line and len(line) <= 50 and not re.search(r"^[（(—―]|[。]", line):
            return re.sub(r"\s+", "", line)
    return ""


def _meeting(head: list[str]) -> tuple[str, str]:
    """The meeting as written, and the place it names."""
    for line in head:
        text = _despaced(line)
        found = _MEETING.search(text)
        if found and (len(text) < 80 or text.startswith(("政府工作报告", "—"))):
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


def _date(head: list[str], met: bool) -> str:
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


def _speaker(head: list[str], labels: dict[str, str]) -> str:
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


def _address(source: Source, head: list[str], labels: dict[str, str]) -> str:
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


def _years(source: Source, texts: list[str], heading: str, date: str) -> list[_Found]:
    """What says the report year, the most trustworthy first."""
    found: list[_Found] = []
    planned = _headed_year(texts)
    titled = _YEAR.search(fold(heading))
    if date:
        year, month = int(date[:4]), int(date[5:7])
        # A session in December hears the report of the year to come.
        eve = month >= 11 and str(year + 1) in (planned, titled[1] if titled else "")
        found.append(_Found(str(year + 1) if eve else str(year), "会议日期"))
    if titled:
        found.append(_Found(titled[1], "标题"))
    if planned:
        found.append(_Found(planned, "章节标题"))
    named = _YEAR.search(Path(source.path).stem)
    if named:
        found.append(_Found(named[1], "文件名"))
    # What the section headings say weighs more than a title that nobody read out.
    if not date and planned and titled:
        found.sort(key=lambda one: one.where != "章节标题")
    return found


def _headed_year(texts: list[str]) -> str:
    for text in texts:
        line = fold(text[:60])
        if re.search(r"成[就绩]|以来", line):
            continue
        if len(text) > 60 and not re.match(r"[一二三四五六七八九十]、", line):
            continue
        if found := re.search(r"((?:19|20)\d\d)年[^，。]{0,14}(?:回顾|总结)", line):
            return str(int(found[1]) + 1)
        if found := re.search(
            r"((?:19|20)\d\d)年[^，。]{0,14}(?:工作安排|[主重][要点]工作|(?:主要|工作|目标)任务|工作建议)",
            line,
        ):
            return found[1]
    return ""


def _places(
    source: Source,
    head: list[str],
    heading: str,
    labels: dict[str, str],
    meeting_place: str,
) -> list[_Found]:
    """What says the place, the most trustworthy first."""
    found: list[_Found] = []
    if any(re.search(r"国务院(?:代)?总理|代表国务院", line) for line in head):
        found.append(_Found("全国", "正文"))
    if meeting_place:
        found.append(_Found(meeting_place, "会议名称"))
    for line in head:
        hit = _SPEAKS_FOR.search(line) or _HEADS.match(line)
        if hit and not _NOT_NAMES.search(hit[1]):
            found.append(_Found(hit[1], "正文"))
            break
    titles = [(heading, "标题"), (labels.get("发文单位", ""), "发文单位")]
    titles += [(line, "标题") for line in head[:4] if "工作报告" in line and len(line) < 50]
    titles += [(Path(source.path).stem, "文件名"), (Path(source.path).absolute().parent.name, "文件夹名")]
    for said, where in titles:
        bare = re.sub(r"^\d{4}年?|[《（(*\s]", "", fold(said))
        hit = _PLACE.match(bare)
        if hit and not _NOT_NAMES.search(hit[1]):
            found.append(_Found(hit[1], where))
        elif said == "全国":
            found.append(_Found("全国", where))
    return found


def _decide(found: list[_Found], what: str, given: str, doubts: list[str]) -> str:
    """The first of `found`, or what the user gave; contradictions go into `doubts`."""
    if given:
        decided = _Found(given, "指定")
    elif found:
        decided = found[0]
        if decided.where in ("文件名", "文件夹名"):
            doubts.append(f"{what}{decided.value}取自{decided.where}，正文未写明")
    else:
        return ""
    seen = {decided.value}
    for other in found:
        if other.value not in seen and not _same_place(decided.value, other.value):
            seen.add(other.value)
            doubts.append(f"{what}不一致：{other.where}为{other.value}，按{decided.where}取{decided.value}")
    return decided.value


def _same_place(one: str, other: str) -> bool:
    """A city's county named with its city (`保定容城县`) is the county."""
    return not one.isdigit() and (one.endswith(other) or other.endswith(one))
