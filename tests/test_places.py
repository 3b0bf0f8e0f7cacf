"""Places: their names find level, code and parent; what isn't certain stays empty."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from compare.errors import BadLexicon
from compare.lexicon import divisions as module
from compare.lexicon import loader, places
from compare.lexicon.divisions import Division, divisions
from compare.lexicon.places import municipalities, place, short_names
from compare.model import Place


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("全国", Place("全国", "nation")),
        ("我国", Place("全国", "nation")),
        ("贵州省", Place("贵州省", "province", "全国", "520000")),
        ("贵州", Place("贵州省", "province", "全国", "520000")),
        ("黔", Place("贵州省", "province", "全国", "520000")),
        ("宁夏", Place("宁夏回族自治区", "province", "全国", "640000")),
        ("北京市", Place("北京市", "province", "全国", "110000")),
        ("香港", Place("香港特别行政区", "province", "全国", "810000")),
        ("贵阳市", Place("贵阳市", "city", "贵州省", "520100")),
        ("贵 阳", Place("贵阳市", "city", "贵州省", "520100")),
        ("黔东南苗族侗族自治州", Place("黔东南苗族侗族自治州", "city", "贵州省", "522600")),
        ("黔东南州", Place("黔东南苗族侗族自治州", "city", "贵州省", "522600")),
        ("伊犁州", Place("伊犁哈萨克自治州", "city", "新疆维吾尔自治区", "654000")),
        ("锡林郭勒", Place("锡林郭勒盟", "city", "内蒙古自治区", "152500")),
        ("吉林", Place("吉林省", "province", "全国", "220000")),
        ("吉林市", Place("吉林市", "city", "吉林省", "220200")),
        ("海南", Place("海南省", "province", "全国", "460000")),
        ("海南州", Place("海南藏族自治州", "city", "青海省", "632500")),
        ("高唐县", Place("高唐县", "county", "聊城市", "371526")),
        ("易县", Place("易县", "county", "保定市", "130633")),
        ("长沙县", Place("长沙县", "county", "长沙市", "430121")),
        ("胶州市", Place("胶州市", "city", "青岛市", "370281")),
        ("坪山区", Place("坪山区", "district", "深圳市", "440310")),
        ("海淀区", Place("海淀区", "district", "北京市", "110108")),
        ("仙桃市", Place("仙桃市", "city", "湖北省", "429004")),
        ("神农架林区", Place("神农架林区", "district", "湖北省", "429021")),
        ("六枝特区", Place("六枝特区", "district", "六盘水市", "520203")),
        ("下花园区", Place("下花园区", "district", "张家口市", "130706")),
        ("清新区", Place("清新区", "district", "清远市", "441803")),
        ("鄂温克族自治旗", Place("鄂温克族自治旗", "county", "呼伦贝尔市", "150724")),
        ("前郭尔罗斯蒙古族自治县", Place("前郭尔罗斯蒙古族自治县", "county", "松原市", "220721")),
        ("浦东新区", Place("浦东新区", "zone", "上海市", "310115")),
        ("上海浦东新区", Place("浦东新区", "zone", "上海市", "310115")),
        # zones have no code of the standard
        ("贵安新区", Place("贵安新区", "zone", "贵州省")),
        ("浙江舟山群岛新区", Place("舟山群岛新区", "zone", "舟山市")),
        ("青岛西海岸新区", Place("西海岸新区", "zone", "青岛市")),
        ("成都天府新区", Place("天府新区", "zone", "成都市")),
        ("贵阳经济技术开发区", Place("贵阳经济技术开发区", "zone", "贵阳市")),
        ("长春市高新区", Place("长春市高新区", "zone", "长春市")),
        ("胶州市经济技术开发区", Place("胶州市经济技术开发区", "zone", "胶州市")),
        ("贵安新区直管区", Place("贵安新区直管区", "zone", "贵安新区")),
        ("上海自贸区", Place("上海自贸区", "zone", "上海市")),
        ("苏州工业园区", Place("苏州工业园区", "zone", "苏州市")),
        # those above it, written before it
        ("聊城市高唐县", Place("高唐县", "county", "聊城市", "371526")),
        ("山东省聊城市高唐县", Place("高唐县", "county", "聊城市", "371526")),
        ("保定易县", Place("易县", "county", "保定市", "130633")),
        ("贵州省贵阳市", Place("贵阳市", "city", "贵州省", "520100")),
        ("北京市海淀区", Place("海淀区", "district", "北京市", "110108")),
        ("贵州省白云区", Place("白云区", "district", "贵阳市", "520113")),
        # in no list
        ("河西新城县", Place("河西新城县", "county")),
        ("贵阳市河西新城县", Place("河西新城县", "county", "贵阳市")),
        ("双龙经济开发区", Place("双龙经济开发区", "zone")),
    ],
)
def test_places(name: str, expected: Place) -> None:
    assert place(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # in several cities
        ("朝阳区", Place("朝阳区", "district")),
        ("鼓楼区", Place("鼓楼区", "district")),
        ("城关区", Place("城关区", "district")),
        ("长春市朝阳区", Place("朝阳区", "district", "长春市", "220104")),
        ("北京市朝阳区", Place("朝阳区", "district", "北京市", "110105")),
        ("吉林省长春市朝阳区", Place("朝阳区", "district", "长春市", "220104")),
        ("兰州市城关区", Place("城关区", "district", "兰州市", "620102")),
        # twice in one province
        ("河北省新华区", Place("新华区", "district", "河北省")),
        ("沧州市新华区", Place("新华区", "district", "沧州市", "130902")),
        # a word of its own unless a city stands before it
        ("阳泉市城区", Place("城区", "district", "阳泉市", "140302")),
    ],
)
def test_a_name_that_several_places_have_is_told_by_what_stands_before_it(name: str, expected: Place) -> None:
    assert place(name) == expected


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("毕节", None, Place("毕节市", "city", "贵州省", "520500")),
        ("毕节地区", None, Place("毕节地区", "city", "贵州省", "522400")),
        ("莱芜市", None, Place("莱芜市", "city", "山东省", "371200")),
        ("莱城区", None, Place("莱城区", "district", "莱芜市", "371202")),
        ("襄樊市", 2024, Place("襄樊市", "city", "湖北省", "420600")),
        ("襄阳区", None, Place("襄阳区", "district", "襄樊市", "420607")),
        ("襄樊市谷城县", None, Place("谷城县", "county", "襄樊市", "420625")),
        ("伊克昭盟", None, Place("伊克昭盟", "city", "内蒙古自治区")),
        # one name, two places in turn: a prefecture until 2010, a county-level city of Hefei since
        ("巢湖市", None, Place("巢湖市", "city")),
        ("安徽省巢湖市", None, Place("巢湖市", "city", "安徽省")),
        ("合肥市巢湖市", None, Place("巢湖市", "city", "合肥市", "340181")),
        ("巢湖市", 2009, Place("巢湖市", "city", "安徽省", "341400")),
        ("安徽省巢湖市", 2011, Place("巢湖市", "city", "安徽省", "341400")),
        ("巢湖市", 2012, Place("巢湖市", "city", "合肥市", "340181")),
        # a county that went from one city to another
        ("无为县", None, Place("无为县", "county")),
        ("无为县", 2009, Place("无为县", "county", "巢湖市", "341422")),
        ("无为县", 2014, Place("无为县", "county", "芜湖市", "340225")),
        ("简阳市", None, Place("简阳市", "city", "成都市", "510185")),
        ("资阳市简阳市", None, Place("简阳市", "city", "资阳市")),
    ],
)
def test_names_of_old(name: str, year: int | None, expected: Place) -> None:
    assert place(name, year) == expected


@pytest.mark.parametrize(
    "name",
    [
        *(
            "城市",
            "中心城市",
            "省会城市",
            "全市",
            "我省",
            "社区",
            "园区",
            "物流园区",
            "风景区",
            "贫困县",
            "超市",
        ),
        *(
            "联盟",
            "红旗",
            "胶州",
            "市",
            "新区",
            "高新区",
            "直管区",
            "自贸区",
            "城区",
            "老城区",
            "政府工作报告",
        ),
        *("吉林长沙市", "广东省海淀区", "长沙市海淀区", "关于贵阳市南明区", "关于高唐县"),
    ],
)
def test_words_that_end_as_places_do_are_none(name: str) -> None:
    assert place(name) is None


def test_the_list_is_whole() -> None:
    listed = list(places.places().today())
    tails = Counter(
        "province" if p.code[2:] == "0000" else "city" if p.code[4:] == "00" else "county" for p in listed[1:]
    )
    assert tails == {"province": 34, "city": 333, "county": 2846}
    assert len({p.code for p in listed}) == len(listed)
    assert {p.level for p in listed} == {"nation", "province", "city", "district", "county", "zone"}
    assert [p.name for p in listed if p.level == "zone"] == ["滨海新区", "沈北新区", "浦东新区"]
    assert municipalities() == ("北京市", "上海市", "天津市", "重庆市")


def test_every_listed_place_is_found_by_its_full_name_with_those_above_it() -> None:
    listed = list(places.places().today())
    above = {p.name: p for p in listed}
    for one in listed[1:]:
        parent = above[one.parent]
        written = one.name if parent.level == "nation" else parent.name + one.name
        assert place(written) == one, written
        if parent.level == "city":
            assert place(parent.parent + written) == one, written


def test_the_nineteen_new_areas_lie_somewhere() -> None:
    areas = loader.table("places")["new_areas"]
    assert len(areas) == 19
    for name, parent in areas.items():
        found, above = place(name), place(parent)
        assert found is not None
        assert above is not None
        assert (found.level, found.parent) == ("zone", above.name)


def test_short_names() -> None:
    names = short_names()
    assert names["贵州"] == "贵州省"
    assert names["贵阳"] == "贵阳市"
    assert names["黔东南"] == "黔东南苗族侗族自治州"
    assert names["海南"] == "海南省"
    assert "高唐" not in names
    assert min(map(len, names)) == 2


# — files that are wrong —


@pytest.mark.parametrize(
    ("text", "entry", "reason"),
    [
        ("code,name\n5201,贵阳市\n", "line 1", "the columns must be code,name,until"),
        ("# note\ncode,name,until\n520100,贵阳市\n", "line 3", "a code has 4 digits, not 520100"),
        ("code,name,until\n52a1,贵阳市\n", "line 2", "a code has 4 digits, not 52a1"),
        ("code,name,until\n5201\n", "line 2", "a name and a year belong after the code 5201"),
        ("code,name,until\n5201,贵阳市,soon\n", "line 2", "a name and a year belong after the code 5201"),
        ("code,name,until\n5201,贵阳市\n5201,筑城市\n", "line 3", "the code 5201 stands there already"),
    ],
)
def test_a_wrong_line_is_named(text: str, entry: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "shipped_text", lambda _: text)
    with pytest.raises(BadLexicon) as caught:
        divisions("prefectures.csv", 4)
    assert str(caught.value) == f"prefectures.csv, entry {entry}: {reason}"


def test_a_city_of_no_province_is_refused() -> None:
    with pytest.raises(BadLexicon) as caught:
        places.compiled(loader.table("places"), [Division("990100", "丙市")])
    assert str(caught.value) == "places.toml, entry province.99: the entry is missing, and 丙市 lies in it"


def test_a_new_area_that_lies_nowhere_is_refused() -> None:
    data = {**loader.table("places"), "new_areas": {"甲新区": "丙市"}}
    with pytest.raises(
        BadLexicon, match=re.escape("places.toml, entry new_areas.甲新区: unknown place 丙市")
    ):
        places.compiled(data)


def test_an_unknown_level_is_refused() -> None:
    data = {**loader.table("places"), "endings": {"town": ["镇"]}}
    with pytest.raises(BadLexicon, match=re.escape("places.toml, entry endings.town: no such level")):
        places.compiled(data)
