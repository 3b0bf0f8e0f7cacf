"""Whose report it is and of which year: everything that says so, held against each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from compare.lexicon import places
from compare.outline.passage import fold

if TYPE_CHECKING:
    from compare.model import Source

_OPTIONS = {"年份": "--year", "地区": "--place"}
_BODY, _FILE, _FOLDER = "正文的称呼", "文件名", "文件夹名"
_MENTIONED = 5
"""Mentions of a place's name by which a text that doesn't say whose it is tells it."""
# `贵州省`, `沧州市`, `通州区`: not every 州 or 市 ends a name.
_END = "(?:自治[区州县旗]|新区|州(?![省市区县])|市(?![市区])|[省县区盟旗])"
_PLACE = re.compile(rf"([\u4e00-\u9fff]{{1,10}}?{_END})")
_SPEAKS_FOR = re.compile(rf"(?:代表|受)\s*([\u4e00-\u9fff]{{1,10}}?{_END})(?:第.{{1,4}}届)?人民政府")
_HEADS = re.compile(rf"([\u4e00-\u9fff]{{1,10}}?{_END})(?:人民政府)?(?:代理?|常务|副)*[省市县区州盟旗]长")
_NOT_NAMES = re.compile(r"^(?:我|受|全|本|在|现|各|于|大会|人民)|政府|代表|工作|报告")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that says a year or a place, and where it stands."""

    value: str
    where: str
    said: str = ""
    """The words in which it was found, where more than it may stand in them."""


def years_of(source: Source, texts: list[str], heading: str, date: str) -> list[Claim]:
    """What says the report year, the most trustworthy first."""
    found: list[Claim] = []
    planned = _headed_year(texts)
    titled = _YEAR.search(fold(heading))
    if date:
        year, month = int(date[:4]), int(date[5:7])
        # A session in December hears the report of the year to come.
        eve = month >= 11 and str(year + 1) in (planned, titled[1] if titled else "")
        found.append(Claim(str(year + 1) if eve else str(year), "会议日期"))
    if titled:
        found.append(Claim(titled[1], "标题"))
    if planned:
        found.append(Claim(planned, "章节标题"))
    for name, where in _paths(source):
        if named := _YEAR.search(name):
            found.append(Claim(named[1], where))
    # What the section headings say weighs more than a title that nobody read out.
    if not date and planned and titled:
        found.sort(key=lambda one: one.where != "章节标题")
    return found


def years_of_title(source: Source, titled: str) -> list[Claim]:
    """What says the year of a document whose title names it, the title before the file's name."""
    named = [(found[1], where) for name, where in _paths(source) if (found := _YEAR.search(name))]
    return [Claim(titled, "标题"), *(Claim(year, where) for year, where in named)]


def stem(source: Source) -> str:
    """The file's name, without folder and ending."""
    return Path(source.path).stem


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


def in_head(head: list[str], meeting_place: str) -> list[Claim]:
    """Whose report it is by the lines above the speech and its first: the speaker's office, the meeting."""
    found: list[Claim] = []
    if any(re.search(r"国务院(?:代)?总理|代表国务院", line) for line in head):
        found.append(Claim("全国", "正文"))
    if meeting_place:
        found.append(Claim(meeting_place, "会议名称"))
    for line in head:
        hit = _SPEAKS_FOR.search(line) or _HEADS.match(line)
        if hit and not _NOT_NAMES.search(hit[1]):
            found.append(Claim(hit[1], "正文"))
            break
    return found


def places_of(
    source: Source, texts: list[str], spoken: list[Claim], titles: list[tuple[str, str]]
) -> list[Claim]:
    """What says the place, the most trustworthy first: what was `spoken`, `titles` with where they stand."""
    found = [*spoken, *(Claim(name, where, said) for said, where in titles if (name := _leading(said)))]
    if not found and (name := _mentioned(texts)):
        found.append(Claim(name, _BODY))
    found += [Claim(name, where, said) for said, where in _paths(source) if (name := _leading(said))]
    return [replace(one, value=known.name) if (known := places.place(one.value)) else one for one in found]


def _paths(source: Source) -> list[tuple[str, str]]:
    path = Path(source.path)
    return [(path.stem, _FILE), (path.absolute().parent.name, _FOLDER)]


def _leading(said: str) -> str:
    """The place whose name a title, a file or a folder begins with: `山东省聊城市高唐县2024` → 高唐县."""
    bare = re.sub(r"^[^\w]*(?:\d{4}年?度?[^\w]*)?", "", re.sub(r"\s", "", fold(said)))
    if bare.startswith("全国"):
        return "全国"
    name, at = "", 0
    while (hit := _PLACE.match(bare, at)) and not _NOT_NAMES.search(hit[1]):
        if name and places.place(bare[: hit.end()]) is None:
            break
        name, at = hit[1], hit.end()
    if name:
        known = places.place(bare[:at])
        return known.name if known else name
    short = max((one for one in places.short_names() if bare.startswith(one)), key=len, default="")
    after = bare[len(short) :]
    return places.short_names()[short] if short and not re.match(r"[\u4e00-\u9fff]", after) else ""


def _mentioned(texts: list[str]) -> str:
    """The place that a text names over and over, of the level of its `全省`, `我市`; else nothing."""
    whole = "\n".join(texts)
    levels = {end: len(re.findall(f"[全我]{end}", whole)) for end in "省市州县区"}
    end = max(levels, key=lambda one: levels[one])
    counts: dict[str, int] = {}
    for short, full in places.short_names().items():
        if full.endswith(end) and len(short) > 1:
            counts[full] = max(counts.get(full, 0), whole.count(short))
    ranked = sorted(counts.values(), reverse=True)
    if not ranked or ranked[0] < _MENTIONED or (len(ranked) > 1 and ranked[0] < 2 * ranked[1]):
        return ""
    return max(counts, key=lambda one: counts[one])


def decide(found: list[Claim], what: str, given: str, doubts: list[str]) -> str:
    """The first of `found`, or what the user gave; what contradicts it goes into `doubts`."""
    if not (given or found):
        return ""
    decided = Claim(given, "指定") if given else found[0]
    if not given and decided.where in (_FILE, _FOLDER):
        doubts.append(
            f"{what}{decided.value}取自{decided.where}，正文未写明；若不对，请用{_OPTIONS[what]}指定"
        )
    if not given and decided.where == _BODY:
        doubts.append(f"{what}{decided.value}由正文的称呼推断，未见写明；若不对，请用{_OPTIONS[what]}指定")
    others: dict[str, str] = {}
    for other in found:
        if other.value != decided.value and not _same_place(decided.value, other):
            others.setdefault(other.where, other.value)
    if others:
        said = "，".join(f"{where}为{value}" for where, value in others.items())
        taken = f"{decided.where}的{decided.value}"
        mend = "" if given else f"；若不对，请用{_OPTIONS[what]}指定"
        doubts.append(f"{what}不一致：{decided.where}为{decided.value}，{said}；取{taken}{mend}")
    return decided.value


def _same_place(one: str, other: Claim) -> bool:
    """A city's county named with its city, in full or (of files) in short, is the county: `保定容城_2012`."""
    if one.isdigit():
        return False
    return one.endswith(other.value) or other.value.endswith(one) or _short(one) in other.said


def _short(place: str) -> str:
    """`容城县` → 容城; a name of two characters is whole."""
    return place[:-1] if len(place) > 2 else place
