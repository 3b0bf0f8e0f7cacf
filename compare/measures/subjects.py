"""What a figure speaks of that doesn't say so: the figure before it, the clause before it, the topic."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from compare.lexicon.indicators import indicators
from compare.measures.cleaning import clean, done_to
from compare.measures.scopes import CORE, split_scope
from compare.measures.words import alternation, flow_verb, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.measures.clauses import Clause
    from compare.measures.figures import Sentenced

_DEPENDENT = re.compile(
    r"占(?!地(?![区方])|[有用领])|对[^，；]*(?:贡献|拉动|依存|带动|影响|支撑)|(?:增加值|产值)占"
)
_STAGE = re.compile(
    r"(?<=.)(?:新开工|开工建设|开工|竣工|投产|建成|启动)$"
)  # 人才公寓开工450万平方米，竣工185万平方米
_GROWN = re.compile(r"(?<=.{2})(?:[一二两三四五]年|累计|全年)*(?:新增|净增)$")  # 铁路营运里程五年新增
_QUANTITY = re.compile(
    r"[^、，；]{2,20}(?:人数|户数|总数|数量|总量|总额|余额|产量|产值|增加值|收入|消费水平|里程|面积|覆盖率|比重|比例|普及率|速度|天数)"
)
_SHARE = re.compile(r"[^，；]{2,20}(?:比重|比例)")  # 消费在国民收入中的比重
_SHARE_END = re.compile(r"(?<=.{2})(?:占比|占[^、，]{0,12}(?:比重|比例|比))$")
_BENEFIT = re.compile(r"(?<=.{2})(?:经济|综合)*效益$")
_OF_QUANTITY = re.compile(r"(?:生产|种植|播种|产销|年|总|(?:经济)?(?:综合)?效益(?:综合)?)$")
_HYPOTHESIS = re.compile(r"\s*(?:但?如果|假如|倘若|要是)")
_SPEAKER = re.compile(
    r"我们|大家|^(?:[要把]|在(?![校建册职岗孵营库线押保用途研编读]))"
)  # 我们要在改革开放取得成就的基础上: who speaks is no indicator
_BUILT = re.compile(r"(?:推进|推动|加快|抓好|实施)*(?P<what>[^，；、]{2,20})建设$")
_CIRCUMSTANCE = re.compile(r"\s*在[^，；]{2,20}(?:前提|基础|情况|条件|同时)[下上]?")  # 在确保质量的前提下
_STOCKS = {"累计", "数量", "总数", "总量", "总里程", "总面积", "总规模", "总长"}
_FURTHERED = re.compile(r"(?:发展|壮大|培育|做强|做大|推进)(?P<what>[^，；、]{2,12})$")
_RAISED = re.compile(
    r"(?:再次|适当|逐步|大幅|全面|进一步|连续|又)*(?:提高|增加|扩大|降低|减少|提升|上调|下调|压减|调整)(?P<what>[^，；、]{2,24})$"
)
_TOPIC = re.compile(
    r"^(?:大力|加快|着力|全力|持续|积极|继续|重点|做)*"
    r"(?:发展|壮大|培育壮大|发展壮大|做强做优做大|做强做优|做强|做大|做优|推进|振兴|建强|紧盯|聚焦)"
    r"(?:[^，；]*等)?(?P<topic>[^，；等]{2,16}?(?:产业|业|集群”?|经济))$"
)
# 煤炭工业建设，五年投资179亿元: a noun alone sets out with what follows is of
_FIELD = re.compile(r"[^，；、的在对]{2,10}?(?:[工农林渔牧商]业|业建设|生产|事业|贸易)")


@dataclass(slots=True)
class Memory:
    """What the sentence has named so far."""

    place: str
    """Whose report it is: its name at a name's head says nothing."""
    names: list[str] = field(default_factory=list)
    """The names that a figure without one takes up: the last figure's, or a list's."""
    history: list[str] = field(default_factory=list)
    """All names in order, of which a 分别 may take up the last ones."""
    counted: dict[str, str] = field(default_factory=dict)
    """The last name in each dimension (persons, money)."""
    scope: str = ""
    kind: str = ""
    """What the last figure's verb says: a rise, a fall, a level reached."""
    flow: str = ""
    """The deliverable's verb that the next items of a list share (新增公共停车位2万个、学位3万个)."""
    deed: str = ""
    """What the clause before did, without a figure: it benefits somebody in the next (惠及3.8万户企业)."""
    fresh: bool = False
    """Whether no figure stands between that clause and this one."""
    topic: str = ""
    """What the sentence sets out with (大力发展装备制造业，…), until a figure has taken it up."""

    def clean(self, name: str) -> tuple[str, str]:
        """(name, scope) as `cleaning.clean` gives them; the scope runs on from the figure before."""
        return clean(name, self.place, self.scope)

    def keep(self, names: Sequence[str], scope: str, measured: str = "") -> None:
        """Remember what a figure or a list of figures was named, and in which dimension it stands."""
        self.topic, self.scope, self.fresh = "", scope, False
        self.names = list(names)
        if names and names[-1]:
            self.counted[measured] = names[-1]
        if self.history[-len(names) :] != self.names:
            self.history += names

    def object(self, measured: str) -> str:
        """What a verb without an object is done to: what was last counted so, else what was done before.

        签约项目43个，总投资200亿元，已落地25个: the projects, not the money.
        """
        name = done_to(self.counted.get(measured) or self.furthered() or "".join(self.names[:1]))
        only_verb = flow_verb().fullmatch(name)
        done = "" if self.deed.startswith(("对", "为", "把", "将")) else done_to(self.deed)
        return _STAGE.sub("", name if name and not only_verb else done)

    def subject(self) -> str:
        """Whose a dependent noun is: the topic, the last figure, or what the clause before furthered."""
        furthered = _FURTHERED.match(self.deed) if not self.names else None
        named = _GROWN.sub("", "".join(self.names[:1]))
        first = known_at_start(named)
        if named.startswith(("和", "及", "与"), len(first)):
            named = first  # 粮食播种面积和产量双增长，总产稳定: of grain
        return self.topic or named or (furthered["what"] if furthered else "")

    def raised(self) -> str:
        """What the clause before set out to raise or lower: 继续提高基本养老金，人均每年增长10%左右."""
        match = _RAISED.match(self.deed)
        return match["what"] if match else ""

    def furthered(self) -> str:
        """What is being built by the clause just before: 推进金融城建设，建成40万平方米."""
        match = _BUILT.match(self.deed) if self.fresh else None
        return match["what"] if match else ""

    def last(self, count: int) -> list[str]:
        """The last `count` names, empty where there are fewer."""
        if len(self.names) == count:
            return self.names
        return self.history[-count:] if len(self.history) >= count else []


def remember_clause(memory: Memory, text: str) -> None:
    """Keep what a clause without a figure is about: 旅游收入、游客人数再创新高，分别增长16.4%、15.8%."""
    if _HYPOTHESIS.match(text):
        memory.names, memory.deed = [], ""  # 如果停留在现有水平上，翻两番就会落空
        return
    if _CIRCUMSTANCE.fullmatch(text.rstrip()):
        return
    name, scope = memory.clean(text.strip())
    memory.deed, memory.fresh = name if len(name) <= 40 else "", True
    match = None if _SHARE.fullmatch(name) else _predicate().search(name)
    subject = name[: match.start()].removesuffix("连续") if match and match.start() > 1 else ""
    if subject in words("dependent"):
        return  # 增速保持全国前列，总量突破万亿元: it is still of what was named before
    if "、" not in subject:
        start = known_at_start(name)
        listed = name.startswith(("和", "及", "与", "以及"), len(start))  # 农民收入和居民收入，分别增长…
        own, known = split_scope("" if listed else start)
        scope, subject = own or scope, known or subject
    core = CORE.search(name[:12])
    if core and not match:
        memory.scope = core[0]  # 继续实施好中心城区六项实事，…
    if 2 <= len(subject) <= 24 and not _SPEAKER.search(subject):
        memory.names, memory.scope, memory.flow = subject.split("、"), scope, ""
    elif not match and _QUANTITY.fullmatch(name) and not flow_verb().match(name):
        memory.names, memory.flow = [name], ""  # 低保覆盖人数，由年初的4万人扩大到年末的11万人
    elif raised := memory.raised():
        memory.history.append(raised)  # 提高低保标准，提高养老金，分别提高42.9%、62.4%


def topic(sentence: Sentenced) -> str:
    """What a sentence is about by a first clause without figures: 大力发展装备制造业."""
    if not sentence.clauses or any(f.clause == 0 for f in sentence.figures):
        return ""
    first: Clause = sentence.clauses[0]
    words_ = sentence.text[first.start : first.end].strip()
    match = _TOPIC.match(words_)
    if match:
        return match["topic"]
    return words_ if _FIELD.fullmatch(words_) and not flow_verb().match(words_) else ""


def subject_before(words_: str) -> str:
    """What words ending in 、 are about: `首位度进一步提升、` + 达到25.2%."""
    match = _predicate().search(words_)
    return known_at_start(words_) or (words_[: match.start()] if match and match.start() > 1 else words_)


def known_at_start(words_: str) -> str:
    """The longest indicator of the lexicon, with its scope, that the words begin with; empty where none."""
    for end in range(len(words_), 3, -1):
        if indicators().canonical(split_scope(words_[:end])[1]):
            return words_[:end]
    return ""


def is_dependent(name: str) -> bool:
    """Whether a name says nothing without its subject: 占比, 对…的贡献率."""
    return name in words("dependent") or bool(_DEPENDENT.match(name))


def with_subject(name: str, subject: str) -> str:
    """`占比` after `六大产业产值` → `六大产业产值占比`; `年产量` after `粮食生产面积` → `粮食年产量`."""
    if name.startswith(("占", "对", "比重")):
        return _SHARE_END.sub("", subject) + name  # 增加值占GDP比重35%、对经济增长贡献率50%
    if subject.endswith(name):
        return subject  # 粮食总产…，连续三年保持总产600亿斤
    if name in _STOCKS or name.endswith("率"):
        subject = done_to(subject)  # 新增上市公司35家，总数达116家: the stock, not the flow
    if name in {"总数", "总量", "总额", "累计", "数量", "位次", "排名"}:
        return subject + name
    if name.endswith(("产量", "总产")):
        subject = subject.removesuffix("生产")
    for quantity in words("quantities"):
        if subject.endswith(quantity) and len(subject) > len(quantity) + 1:
            stem = _OF_QUANTITY.sub("", subject[: -len(quantity)])
            return stem.removesuffix(name[:2]) + name  # 商品房销售面积…，销售额
    return _BENEFIT.sub("", subject) + name


@lru_cache(maxsize=1)
def _predicate() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![安民定邻所])(?:{alternation(words('predicates'))})(?!民|铁?路|公交|通道|干道|[率者型])|在[^，；]{{1,10}}[中上]"
    )
