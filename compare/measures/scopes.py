"""Which part of the territory a name speaks of: `贵安新区直管区` + `生产总值`."""

from __future__ import annotations

import re
from functools import lru_cache

from compare.lexicon.indicators import indicators
from compare.lexicon.places import short_names
from compare.measures.words import alternation, words

_PART = (
    r"(?:[\u4e00-\u9fff]{1,8}?(?:直管区|国家级新区|新区|开发区|高新区|经开区|综保区|保税区|自治州|自治县|本级|城区|地区|城市群|都市圈|经济带|片区|[市区县州盟旗])"
    r"|长株潭|珠三角|长三角|京津冀|粤港澳大湾区|洞庭湖区|大湘西|湘南|特区[内外]|市域|县域)"
)
_PARTS = re.compile(rf"^(?P<part>{_PART}(?:[、和及与]{_PART})*)(?:的)?(?P<rest>.+)$")
_NOT_PLACES = re.compile(
    r"(?:^|[、和])(?:(?:全|各|两|三|.*本|我|该|国家级?|省级|市级|县级|重点|主要|贫困|脱贫|试点|示范|百强|强|工业|产业|园|景|小|社|校|辖|老旧小|棚户|街|山|牧|林|灾|库|矿|保护|自贸|实验|试验|合作|功能|集聚|聚集|开放|创新|特色|先导|自主创新示范|农业|城中村|超|股|房地产|楼|都|农村|农贸|菜|商品|消费|人才|要素|资本|金融|证券|技术|交易|建设用地|国际|国内|旅游|国家全域旅游示范|中心|沿海|沿江|内陆|资源型|特大|中小|大中|大|文明|卫生|园林|城|创新型|智慧|低碳|海绵|宜居)城?[市区县州盟旗]|.*(?:示范|试验|先行|保护|聚居|集聚|聚集|集中|开发|服务)区$)"
    # 服务业增加值占地区 + 生产总值比重: no part of a place
    r"|(?:[占比]|(?:收入|费用|[总金余税]额|值|率)[与和占]).*(?:地区|全[国省市])$"
)
CORE = re.compile("中心城区|主城区|市区(?!两级|县|级)")
_OWN = (
    "全市",
    "全省",
    "全区",
    "全县",
    "全州",
    "全国",
    "我市",
    "我省",
    "我县",
    "我区",
    "我国",
    "本市",
    "本省",
)


@lru_cache(maxsize=4096)
def split_scope(name: str) -> tuple[str, str]:
    """(scope, rest of the name); the scope is empty where the name isn't led by a part of the territory.

    A part counts as scope only where what is left is an indicator by itself, or where it is a 本级.
    """
    match = _PARTS.match(name)
    if indicators().canonical(name):
        return "", name
    core = CORE.match(name)
    if core and core.end() < len(name):
        return core[0], name[core.end() :].lstrip("的")
    if not match:
        joined = _compound().match(name)
        return (
            (joined[0], name[joined.end() :].lstrip("的"))
            if joined and joined.end() < len(name)
            else ("", name)
        )
    part, rest = match["part"], match["rest"]
    # the longest part that leaves a known indicator: 长株潭 + 地区生产总值, not 长株潭地区 + 生产总值
    best = ("", name)
    for end in range(1, len(name)):
        head, left = name[:end], name[end:]
        if re.fullmatch(rf"{_PART}(?:[、和及与]{_PART})*", head) and not _NOT_PLACES.search(head):
            known = _known(left)
            if known and (not best[0] or len(known) > len(_known(best[1]))):
                best = (head, left)
    if best[0]:
        return best
    if part.endswith("本级"):
        return part, rest
    return "", name


@lru_cache(maxsize=1)
def _compound() -> re.Pattern[str]:
    """Two places in one word, neither by itself the report's own: 贵阳贵安, 长株潭 is a word of its own."""
    names = alternation([*short_names(), *words("new_areas")])
    return re.compile(rf"(?:{names}){{2,}}")


def _known(rest: str) -> str:
    """The indicator of the lexicon that the rest is, or is a share of; empty where it is neither."""
    if indicators().canonical(rest):
        return rest
    share = re.match(r"(?P<name>.+?)占.*(?:比重|比例)?$", rest)
    return share["name"] if share and indicators().canonical(share["name"]) else ""


def is_own(word: str, place: str) -> bool:
    """Whether a word means the report's own place: 全市, or the place by its name."""
    return word in _OWN or (
        bool(place) and word.removesuffix("辖区") in {place, place.removesuffix("省").removesuffix("市")}
    )
