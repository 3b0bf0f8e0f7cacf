"""Report → Measures: every sentence read, its figures named, bounded, dated and placed."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from compare.lexicon.indicators import indicators
from compare.measures.direction import direction_of
from compare.measures.facts import extracts_of_facts
from compare.measures.figures import Sentenced, read_sentence
from compare.measures.names import Named, name_figures
from compare.measures.numerals import fold
from compare.measures.periods import period_of
from compare.measures.qualitative import qualitative
from compare.measures.wholes import without_parts
from compare.measures.words import alternation, dimension, flow_verb, words
from compare.model import Extract, LeftOut, Measure
from compare.outline import outline
from compare.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from compare.measures.leads import Lead
    from compare.measures.numerals import Numeral
    from compare.model import Aspect, Bound, Reason, Report, Role, Section, Sentence, Source

_INDEX = 50
_PASSING = {"越过", "突破", "超过", "超", "破"}
_STEPPING = {"跨上", "迈上", "登上", "站上", "跃上", "迈入", "跨入", "跃入"}
_EVERYBODY = re.compile(
    r"(?:各族)?(?:人民|群众|干部群众|同胞|儿女|父老乡亲)|中国人(?:民|的饭碗.*)?"
)  # 全省7100多万人民 is no figure of the report
_KEPT = {"控制在", "控制", "稳定在", "保持在", "稳控在", "维持在", "稳定保持在", "持续保持在"}
_STANDS = {"有", "现有", "共有", "仍有", "还有"}
_AIMED = re.compile(r"争取|力争|保证|确保|至少|将|要|再|使|让|每|到\d{4}年")
# in a plan: 预计今年高校毕业生超过1170万人, 近三年农村新建房屋达九亿平方米 are no targets
_FORECAST = re.compile(r"预计|预测|(?:近|过去|前)[一二两三四五六七八九十几\d]+年(?!内|要|[将争])")
# in a plan: how it stands or went until now: 截至2月底已撤并公司70个, 比去年同期增长5%
_BY_NOW = re.compile(r"(?:已经?|截至|截止)[^，；的]*$|[比较与](?:去年|上年)同期(?:相比)?[^；]*$")
_PART_GONE = re.compile(r"(?:^|[，；])(?:今年)?(?:第?一季度|上半年|前[二两三四五六七八九]个?月)[^；]*$")
_ASKED = re.compile(r"力争|争取|确保|保证|[要将]|目标|计划")
_STATE = re.compile(r"(?:覆盖率|城镇化率)$")  # kept at 57%: that is where it stands
_SUMMED = re.compile(
    r"(?:累计|共|总共|五年|[\u4e00-\u9fff]{0,2}累计)?完成|(?:[三四五]年来?)?累计"
)  # 完成投资4208亿元: a sum over the years
_LASTS = re.compile(r"纳入|享受|参加|运行|拥有|形成|在[建校册]|集群|园区")
_TITLES = re.compile(r"《[^》]*》|（[^）]*）|〔[^〕]*〕")
_GROWTH_NAME = re.compile(
    r"(?:增速|增幅|涨幅|(?<!自然)(?<!人口)增长率|降幅|增长速度|上涨幅度|上升幅度|增长幅度|增长)(?:的?(?:预期|调控))?(?:目标)?$"
)
_EXPECTED = re.compile(r"(?<=.{2})(?:的?预期|的?调控)(?=(?:增|涨|降)[速幅长])")  # 经济预期增速
_WORSE_WITH_MORE = re.compile(r"浓度|PM|排放|能耗|时间|时限")
_FALL_NAME = re.compile(r"(?:降幅|降低率|下降率|压减率)$")


def extract(path: Path | str, *, place: str = "", year: int | None = None) -> Extract:
    """Read a report's file and extract its measures; `place` and `year` win over what the text says."""
    return measure_report(outline(read(path), place=place, year=year))


def extracts(source: Source, *, place: str = "", year: int | None = None) -> tuple[Extract, ...]:
    """The extracts of a file: one of a report, one for each place and report year of a fact sheet."""
    if source.format == "facts":
        return extracts_of_facts(source)
    return (measure_report(outline(source, place=place, year=year)),)


def measure_report(report: Report) -> Extract:
    """A report with its measures."""
    return Extract(report, measure(report))


def measure(report: Report) -> tuple[Measure, ...]:
    """The measures of a report in the order of the text."""
    found: list[Measure] = []
    for sentence in report.sentences:
        found += _measure_sentence(report, sentence)
    ordered = sorted(_full_scopes(found), key=lambda m: (m.start, m.end))
    return tuple(without_parts(ordered) if report.kind == "communique" else ordered)


def _full_scopes(found: list[Measure]) -> list[Measure]:
    """直管区 after 贵安新区直管区 is the same part: the longer name, where only one fits."""
    scopes = {m.scope for m in found if m.scope}
    longer = {s: {t for t in scopes if t != s and t.endswith(s)} for s in scopes}
    full = {s: next(iter(ts)) for s, ts in longer.items() if len(ts) == 1}
    return [replace(m, scope=full[m.scope]) if m.scope in full else m for m in found]


def explain(report: Report) -> tuple[LeftOut, ...]:
    """The numerals of a report that are no measures, in the order of the text, each with the reason.

    A Chinese digit in a word (进一步, 一是) is no numeral and not among them. A fact sheet has none.
    """
    if report.kind == "facts":
        return ()
    return tuple(
        _left_out(sentence, read_, numeral, reason)
        for sentence in report.sentences
        for read_ in (read_sentence(fold(sentence.text)),)
        for numeral, reason in sorted(
            [*read_.left_out, *_unnamed(name_figures(read_, report.place.name))], key=lambda out: out[0].start
        )
    )


def _unnamed(named: list[Named]) -> list[tuple[Numeral, Reason]]:
    """The figures that say nothing of an indicator, with the reason."""
    return [
        (one.figure.numeral, "people" if one.name else "unnamed") for one in named if not _says_something(one)
    ]


def _left_out(sentence: Sentence, read_: Sentenced, numeral: Numeral, reason: Reason) -> LeftOut:
    clause = next(c for c in reversed(read_.clauses) if c.start <= numeral.start)
    return LeftOut(
        start=sentence.offsets[numeral.start],
        end=sentence.offsets[numeral.end - 1] + 1,
        numeral=sentence.text[numeral.begin : numeral.stop].strip(),
        quote=sentence.text[clause.start : clause.end].strip(),
        reason=reason,
        sentence=sentence.index,
        section=sentence.section,
    )


def _measure_sentence(report: Report, sentence: Sentence) -> list[Measure]:
    section = report.sections[sentence.section]
    read_ = read_sentence(fold(sentence.text))
    named = name_figures(read_, report.place.name)
    found = [_measure(report, section, sentence, read_, one) for one in named if _says_something(one)]
    if section.role == "headline targets":
        found += qualitative(report, section, sentence, read_, named)
    return found


def _says_something(one: Named) -> bool:
    return bool(one.name) and not _EVERYBODY.fullmatch(one.name)


def _measure(report: Report, section: Section, sentence: Sentence, read_: Sentenced, one: Named) -> Measure:
    figure, numeral = one.figure, one.figure.numeral
    clause = read_.clauses[figure.clause]
    aspect = _aspect(one)
    sign = -1 if aspect in {"growth", "change"} and _falls(one) else 1
    name = _without_growth(one.name) if aspect == "growth" else one.name
    known = indicators().canonical(name)
    if known and len(name) <= 3 and not name.isascii():
        name = known.name  # 一产, 固投, 社零: the full name is what a statistician would give
        if known.id == "gdp" and report.place.level == "nation":
            name = "国内生产总值"
    ahead = _looks_ahead(report, section)
    period = period_of(
        _without_titles(read_.text),
        numeral.start,
        clause.start,
        section.period,
        name=name,
        aspect=aspect,
        adverbs=one.lead.adverbs
        | ({"累计"} if _summed(read_.text, clause.start, one, ahead=ahead) else set()),
        report_year=report.year,
        kept=one.lead.verb in _KEPT
        and dimension(one.unit) == "percent"
        and (bool(one.suffix) or ahead)
        and not _STATE.search(name),
    )
    if numeral.doubling and ahead:
        period = period.rpartition("-")[2]  # 到2010年翻一番: a state to be reached
    role = _role(report, section, period, one)
    if role == "target" and _recalls(read_.text, clause.start, one, period, ahead=ahead):
        role = "context" if ahead else "achieved"
    return Measure(
        start=sentence.offsets[numeral.start],
        end=sentence.offsets[numeral.end - 1] + 1,
        quote=sentence.text[clause.start : clause.end].strip(),
        phrase=one.phrase.strip(),
        indicator=name,
        canonical=known.id if known else "",
        aspect=aspect,
        value=sign * numeral.value,
        value_max=sign * numeral.value_max if numeral.value_max is not None else None,
        unit="位" if numeral.ordinal and numeral.unit == "位" else one.unit,
        bound=_bound(one, role),
        role=role,
        period=period
        if not (one.base or _on_last_year(read_.text, one))
        else _base_year(read_.text, numeral.start, section.period),
        scope=one.scope,
        headline=section.role in {"headline targets", "headline results"},
        optional=_doubtful(one),
        commitment=_commitment(read_.text, numeral.start, clause.start),
        direction=known.direction if known else direction_of(name),
        sentence=sentence.index,
        section=section.index,
    )


def _falls(one: Named) -> bool:
    """Whether a change is one for less: 下降2%, 降幅2%, and PM2.5浓度改善8%, of which less is better."""
    if one.lead.verb == "改善":
        return _WORSE_WITH_MORE.search(one.name) is not None
    return one.lead.kind == "fall" or _FALL_NAME.search(one.name) is not None


def _summed(text: str, clause_start: int, one: Named, *, ahead: bool) -> bool:
    """Whether the clause sums its figures up over the years: 完成改造4208亿元、89.9万套, 累计达900亿元."""
    if not ahead and _was_done(one):
        return True
    before = re.split("[，；]", text[:clause_start].rstrip("，； "))[-1]
    runs_on = (
        not one.lead.kind
        and dimension(one.unit) != "percent"
        and "累计" in before
        and (one.scope.endswith("本级") or not text[clause_start:].lstrip(" ，").startswith("其中"))
    )
    if dimension(one.unit) == "times" and "累计" in text[:clause_start]:
        return True  # 五年累计利用外资151亿美元，是“九五”时期的3.1倍
    summed = _SUMMED.match(text[clause_start:].lstrip(" ，、")) is not None
    return one.lead.verb.startswith("累计") or summed or runs_on


def _was_done(one: Named) -> bool:
    """Whether words after the figure say what was done over the years: 432个贫困村脱贫.

    What stands at their end has a verb before it (有, 达到), or says so: 4.3万户纳入保障.
    """
    tail = one.figure.tail
    lasting = one.lead.kind or one.figure.descriptive or dimension(one.unit) == "percent"
    return bool(tail) and not lasting and not _LASTS.search(tail)


def _without_titles(text: str) -> str:
    """The text with what stands in title marks and brackets blanked: a plan's years are not the figure's."""
    return _TITLES.sub(lambda m: "□" * len(m[0]), text)


def _doubtful(one: Named) -> bool:
    """Whether careful readers may differ: a first place, a count that describes, a project's size."""
    figure, numeral = one.figure, one.figure.numeral
    sized = dimension(one.unit) in {"weight", "power", "voltage", "area", "length"}
    named_so = sized and bool(figure.tail) and not one.lead.kind and not flow_verb().search(one.lead.name)
    return figure.descriptive or (numeral.ordinal and numeral.value == 1) or named_so or one.of_a_kind


def _without_growth(name: str) -> str:
    """`居民消费价格涨幅` → `居民消费价格`: the aspect says it; what is left must still name something."""
    shorter = _GROWTH_NAME.sub("", name := _EXPECTED.sub("", name)).removesuffix("的")
    return shorter if len(shorter) > 2 and not shorter.endswith("经济") else name


def _aspect(one: Named) -> Aspect:
    numeral, kind = one.figure.numeral, one.lead.kind
    if numeral.ordinal:
        return "rank"
    if numeral.doubling:
        return "growth"
    measured = dimension(one.unit)
    if not kind and measured not in {"percent", "times"} and _adds(one, measured):
        return "change"
    if kind in {"rise", "fall"}:
        if measured == "points":
            return "change"
        return "growth" if measured in {"percent", "times"} else "change"
    if measured == "points":
        return "change"
    known = indicators().canonical(one.name)
    if (
        known
        and (known.direction, known.aspect) == ("ceiling", "growth")
        and measured == "percent"
        and numeral.value < _INDEX
    ):
        return "growth"  # 居民消费价格总水平控制在4%左右; an index is near 100
    if _GROWTH_NAME.search(one.name) and measured in {"percent", "times"}:
        return "growth"
    return "level"


def _adds(one: Named, measured: str) -> bool:
    """Whether 增加 makes a change of it: 增加4500名警力, 人均增加养老金140元; not 增加学位8万个."""
    if one.figure.tail:
        return bool(re.match(r"再?增加(?!值)", one.name))
    return measured == "money" and bool(re.search(r".(?:(?:增加|提高)(?!值)|新增$)", one.name))


def _bound(one: Named, role: Role) -> Bound:
    numeral = one.figure.numeral
    if numeral.value_max is not None:
        return "range"
    if one.suffix:
        return one.suffix  # type: ignore[return-value]
    if one.of_target:
        return "eq"  # 低于 says how the result stands to the target, not what the target was
    if numeral.between:
        return "gt"
    if one.lead.verb in _KEPT and role == "achieved":
        return "eq"  # 失业率控制在3.29%: that is what it was; of a target it is a ceiling
    passed = one.lead.verb in _PASSING or (one.lead.verb in _STEPPING and one.step and role == "achieved")
    return one.lead.bound or ("gt" if passed else "eq")  # type: ignore[return-value]


def _role(report: Report, section: Section, period: str, one: Named) -> Role:
    if one.base or one.figure.descriptive or one.on_basis:
        return "context"
    ahead = _looks_ahead(report, section)
    if report.kind == "communique":
        return "achieved" if _is_of_its_year(report, period, one) else "context"
    if ahead and (_FORECAST.match(one.figure.lead.name) or _tells_how_it_is(one.figure.lead)):
        return "context"
    # a year that the sentence names decides against its section: 到2010年 in a review is a target
    if one.of_target:
        return "target"
    last = re.findall(r"\d{4}", period)[-1]
    return "achieved" if int(last) < report.year else "target"


def _tells_how_it_is(lead: Lead) -> bool:
    """Whether a figure in a plan says what there is: 我国有2.9亿在校学生; not 争取有30%, 每个村有1所."""
    return lead.verb in _STANDS and not lead.bound and not _AIMED.search(lead.name + "".join(lead.adverbs))


def _recalls(text: str, clause_start: int, one: Named, period: str, *, ahead: bool) -> bool:
    """Whether a figure of the report's year tells what was until now: 一季度生产总值下降3%."""
    before = text[: one.figure.numeral.start]
    if _ASKED.search(text) and not re.search("已经?[^，；的]*$", before[clause_start:]):
        return False
    if period.endswith(("H1", "Q1")) and not ahead:
        return True
    changed = one.lead.kind in {"rise", "fall"} and not one.lead.bound and not one.suffix
    return bool(_BY_NOW.search(before, clause_start)) or (changed and bool(_PART_GONE.search(before)))


def _looks_ahead(report: Report, section: Section) -> bool:
    """Whether a section speaks of what is to come; in a communiqué none does."""
    return report.kind != "communique" and int(section.period[-4:]) >= report.year


def _is_of_its_year(report: Report, period: str, one: Named) -> bool:
    """Whether a communiqué's figure is a result: no aim that it recalls, and nothing of a year to come."""
    return not one.of_target and int(re.findall(r"\d{4}", period)[-1]) <= report.year


def _on_last_year(text: str, one: Named) -> bool:
    """Whether it is the year before's figure, on which a further rise stands: 在上年增产6.8%的基础上."""
    start = one.figure.numeral.start
    return one.on_basis and re.search(r"在(?:上年|去年|上一年)[^，；]*$", text[:start]) is not None


def _base_year(text: str, start: int, period: str) -> str:
    """The year from which a change is told: the one named (由2012年的…), else the year before the period."""
    match = re.search(r"(?P<year>\d{4})年(?:的|底的|末的)?$", text[:start].rstrip("第"))
    return match["year"] if match else str(int(period[:4]) - 1)


def _commitment(text: str, start: int, clause_start: int) -> str:
    """The word of commitment before the figure in its clause, the nearest one."""
    found = _committing().findall(text, clause_start, start)
    return found[-1] if found else ""


@lru_cache(maxsize=1)
def _committing() -> re.Pattern[str]:
    return re.compile(alternation([*words("commitment", "soft"), *words("commitment", "hard")]))
