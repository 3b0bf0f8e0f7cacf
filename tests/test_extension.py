"""A user's own lexicon: what it adds is read, what contradicts the rules that ship is refused by name."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compare import Archive, extend_lexicon, extract, pair
from compare.errors import BadLexicon
from compare.lexicon.extension import extended
from compare.lexicon.indicators import indicators
from compare.lexicon.loader import table
from compare.lexicon.places import place, short_names
from compare.measures import measure
from compare.model import Place, Source
from compare.outline import outline

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]

OWN = """
[indicators.boilers_removed]
name = "燃煤锅炉淘汰"
aliases = ["淘汰燃煤锅炉"]
unit = "蒸吨"
aspect = "level"
direction = "up"
group = "生态"

[indicators.gdp]
aliases = ["全域生产总值"]

[units.power]
"蒸吨" = 700

[words.verbs]
rise = ["走高"]

[words.commitment]
hard = ["铆定"]

[bounds.after]
about = ["光景"]

[verdicts.wording.about]
met = { points = 0.4, share = 0.03 }

[[places]]
name = "青河新城"
level = "zone"
parent = "贵阳市"
short = ["青河"]
"""


@pytest.fixture(autouse=True)
def _shipped_again() -> Iterator[None]:
    yield
    extend_lexicon(None)


def lexicon(folder: Path, text: str = OWN, name: str = "my.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def report(year: int, review: str, plan: str) -> str:
    return (
        f"青河市{year}年政府工作报告\n（{year}年1月10日在青河市第七届人民代表大会第四次会议上）\n"
        "各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n"
        f"一、{year - 1}年工作回顾\n{review}\n二、{year}年工作安排\n{plan}\n"
    )


def read(sentence: str) -> list[tuple[str, str, str, str, str]]:
    """(indicator, id, value, unit, bound) of each figure."""
    text = report(2025, sentence, "做好今年工作意义重大。")
    source = Source(path="青河市-2025.txt", text=text, format="txt", encoding="utf-8", digest="0" * 64)
    return [(m.indicator, m.canonical, str(m.value), m.unit, m.bound) for m in measure(outline(source))]


# — what it adds —


@pytest.mark.parametrize(
    ("sentence", "shipped", "own"),
    [
        (
            "淘汰燃煤锅炉35蒸吨。",
            [],
            [("淘汰燃煤锅炉", "boilers_removed", "35", "蒸吨", "eq")],
        ),
        (
            "全域生产总值增长6%。",
            [("全域生产总值", "", "6", "%", "eq")],
            [("全域生产总值", "gdp", "6", "%", "eq")],
        ),
        (
            "地区生产总值增长6%光景。",
            [("地区生产总值", "gdp", "6", "%", "eq")],
            [("地区生产总值", "gdp", "6", "%", "about")],
        ),
    ],
    ids=["a unit and an indicator", "an alias", "a bound"],
)
def test_it_is_read_beside_what_ships(
    sentence: str, shipped: list[object], own: list[object], tmp_path: Path
) -> None:
    assert read(sentence) == shipped
    extend_lexicon(lexicon(tmp_path))
    assert read(sentence) == own
    assert read("城镇新增就业5万人。") == [("城镇新增就业", "new_urban_jobs", "5", "万人", "eq")]
    extend_lexicon(None)
    assert read(sentence) == shipped


def test_a_new_verb_decides_the_aspect(tmp_path: Path) -> None:
    extend_lexicon(lexicon(tmp_path))
    assert read("居民消费价格走高0.5个百分点。") == [("居民消费价格", "cpi", "0.5", "个百分点", "eq")]


def test_a_new_word_of_commitment_is_no_part_of_the_name_and_makes_a_target_harder(tmp_path: Path) -> None:
    from compare.pairing.verdict import hardness

    text = report(2025, "过去一年，全市上下团结奋斗。", "铆定地区生产总值增长6%。")
    source = Source(path="青河市-2025.txt", text=text, format="txt", encoding="utf-8", digest="0" * 64)
    extend_lexicon(lexicon(tmp_path))
    (found,) = measure(outline(source))
    assert (found.indicator, found.commitment, hardness(found)) == ("地区生产总值", "铆定", 3)


def test_a_new_place_has_its_parent_and_short_name(tmp_path: Path) -> None:
    assert place("青河新城") is None
    extend_lexicon(lexicon(tmp_path))
    expected = Place("青河新城", "zone", "贵阳市")
    assert (place("青河新城"), place("青河"), place("贵州省青河新城")) == (expected, expected, expected)
    assert short_names()["青河"] == "青河新城"


def test_a_listed_place_of_a_name_that_several_have_may_be_named_for_good(tmp_path: Path) -> None:
    extend_lexicon(lexicon(tmp_path, '[[places]]\nname = "朝阳区"\nparent = "长春市"\n'))
    assert place("朝阳区") == Place("朝阳区", "district", "长春市")


def test_another_tolerance_gives_another_verdict(tmp_path: Path) -> None:
    plan = "主要预期目标是：地区生产总值增长6%左右。"
    (tmp_path / "青河市2025.txt").write_text(report(2025, "地区生产总值增长6.2%。", plan), encoding="utf-8")
    (tmp_path / "青河市2026.txt").write_text(report(2026, "地区生产总值增长5.7%。", plan), encoding="utf-8")

    def verdict() -> object:
        earlier, later = extract(tmp_path / "青河市2025.txt"), extract(tmp_path / "青河市2026.txt")
        return [p.judgement.verdict for p in pair(earlier, [later]) if p.target.period == "2025"]

    assert verdict() == ["near"]
    extend_lexicon(lexicon(tmp_path))
    assert verdict() == ["met"]


def test_ingesting_again_with_replace_judges_by_the_new_tolerance(tmp_path: Path) -> None:
    plan = "主要预期目标是：地区生产总值增长6%左右。"
    for year, result in ((2025, "6.2%"), (2026, "5.7%")):
        (tmp_path / f"青河市{year}.txt").write_text(
            report(year, f"地区生产总值增长{result}。", plan), "utf-8"
        )
    with Archive.open(None) as archive:
        for replace in (False, False, True):
            if replace:
                extend_lexicon(lexicon(tmp_path))
            extracts = [extract(tmp_path / f"青河市{year}.txt") for year in (2025, 2026)]
            state = archive.ingest(extracts, replace=replace).state
            _, rows = archive.rows("SELECT verdict FROM pairing WHERE result_id IS NOT NULL")
            if not replace:
                assert rows == [("near",)]
        assert (state, rows) == ("unchanged", [("met",)])


def test_an_entry_that_ships_keeps_what_isnt_given(tmp_path: Path) -> None:
    text = '[indicators.import]\nname = "进口贸易额"\ndirection = "up"\nwhole = ["进口货值"]\n'
    before = indicators().by_id["import"]
    extend_lexicon(lexicon(tmp_path, text))
    after = indicators().by_id["import"]
    assert (after.name, after.direction) == ("进口贸易额", "up")
    assert (after.aliases, after.whole) == ((before.name, *before.aliases), (*before.whole, "进口货值"))
    assert (after.unit, after.aspect, after.group, after.parent) == (
        before.unit,
        before.aspect,
        before.group,
        before.parent,
    )


def test_a_later_file_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    assert extended() is None
    first = lexicon(tmp_path)
    extend_lexicon(first)
    assert extended() == first
    second = lexicon(tmp_path, '[indicators.gdp]\naliases = ["全境生产总值"]\n', "other.toml")
    extend_lexicon(second)
    assert extended() == second
    assert [row[1] for row in read("全境生产总值增长6%，全域生产总值增长7%。")] == ["gdp", ""]


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    shipped = {name: table(name) for name in ("indicators", "units", "words", "bounds", "places", "verdicts")}
    extend_lexicon(lexicon(tmp_path, ""))
    assert {name: table(name) for name in shipped} == shipped


def test_a_new_verb_of_a_deliverable_serves_a_list(tmp_path: Path) -> None:
    sentence = "鼎建示范园20个、文化站5个。"
    assert [name for name, *_ in read(sentence)] == ["鼎建示范园", "文化站"]
    extend_lexicon(lexicon(tmp_path, '[words.flow]\nverbs = ["鼎建"]\n'))
    assert [name for name, *_ in read(sentence)] == ["鼎建示范园", "鼎建文化站"]


def test_no_module_reads_the_lexicon_as_it_is_imported() -> None:
    script = (
        "import pkgutil, importlib, compare\n"
        "for module in pkgutil.walk_packages(compare.__path__, 'compare.'):\n"
        "    if module.name != 'compare.__main__':\n"
        "        importlib.import_module(module.name)\n"
        "        from compare.lexicon.loader import table\n"
        "        assert table.cache_info().currsize == 0, module.name\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def _in_a_child(sentence: str) -> list[tuple[str, str, str, str, str]]:
    return read(sentence)


def test_a_spawned_process_reads_by_it_when_told(tmp_path: Path) -> None:
    extend_lexicon(lexicon(tmp_path))
    with ProcessPoolExecutor(
        1, mp_context=get_context("spawn"), initializer=extend_lexicon, initargs=(extended(),)
    ) as pool:
        found = pool.submit(_in_a_child, "淘汰燃煤锅炉35蒸吨。").result()
    assert found == [("淘汰燃煤锅炉", "boilers_removed", "35", "蒸吨", "eq")]


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_example_of_the_readme_does_what_it_says(readme: str, tmp_path: Path) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    extend_lexicon(lexicon(tmp_path, example))
    assert read("淘汰燃煤锅炉35蒸吨，全域生产总值增长6%光景。") == [
        ("淘汰燃煤锅炉", "boilers_removed", "35", "蒸吨", "eq"),
        ("全域生产总值", "gdp", "6", "%", "about"),
    ]
    assert place("青河新城") == Place("青河新城", "zone", "贵阳市")


# — what is refused —

INDICATOR = 'name = "{}"\naspect = "level"\ndirection = "up"\ngroup = "三农"\n'

BROKEN = [
    ("[indicators\n", "(none read)", "not valid TOML: "),
    ("[indicator.x]\n", "indicator", "unknown section; one of indicators, units, "),
    ('indicators = "x"\n', "indicators", "must be a table"),
    ("[indicators]\ngdp = 1\n", "gdp", "must be a table"),
    ("[indicators.x]\n" + INDICATOR.format("GDP"), "x", "GDP already names the entry gdp"),
    ('[indicators.gdp]\naliases = ["国民收入"]\n', "gdp", "国民收入 already names the entry national_income"),
    ('[indicators.gdp]\naliases = ["生产总值"]\n', "gdp", "two of its names are one spelling; leave one out"),
    ('[indicators.gdp]\naliases = "生产总值"\n', "gdp.aliases", "must be a list"),
    ('[indicators.gdp]\nalias = ["全域生产总值"]\n', "gdp", "unknown key alias"),
    ("[indicators.normalise]\nplaces = []\n", "normalise", "the spellings that ship can't be changed here"),
    ('[indicators.x]\nname = "玉米产量"\n', "x", "aspect is missing"),
    ("[indicators.x]\n" + INDICATOR.format("甲") + 'unit = "蒸吨"\n', "x", "unknown unit 蒸吨; "),
    ("[indicators.x]\n" + INDICATOR.format("甲") + 'parent = "y"\n', "x", "unknown parent y"),
    ('[indicators.trade]\nparent = "export"\n', "trade", "its parents go in a circle through trade"),
    ('[units.boilers]\n"蒸吨" = 1\n', "units.boilers", "unknown dimension; one of percent, "),
    ('[units.scales]\n"垓" = 1\n', "units.scales", "unknown dimension; one of percent, "),
    ('[units.weight]\n"亩" = 1\n', "units.weight.亩", "is a unit of area already"),
    ('[units.weight]\n"石" = "60"\n', "units.weight.石", "the factor must be a number above 0"),
    ('[units.weight]\n"石" = 0\n', "units.weight.石", "the factor must be a number above 0"),
    ("units = 1\n", "units", "must be a table"),
    ('[words.nouns]\nrise = ["走高"]\n', "words.nouns", "unknown; one of verbs, "),
    ('[words.verbs]\nup = ["走高"]\n', "words.verbs.up", "unknown; one of reach, rise, fall, "),
    ('[words.verbs]\nrise = "走高"\n', "words.verbs.rise", "must be a list"),
    ("[words.verbs]\nrise = [1]\n", "words.verbs.rise", "must be a list of words"),
    ('[words.verbs]\nrise = ["下降"]\n', "words.verbs.fall", "下降 stands under rise already"),
    ('[bounds.after]\nge = ["左右"]\n', "bounds.after.ge", "左右 stands under about already"),
    ('[bounds.beside]\nge = ["朝上"]\n', "bounds.beside", "unknown; one of before, after, between"),
    ('[bounds.before]\neq = ["恰"]\n', "bounds.before.eq", "unknown; one of ge, gt, le, lt, about"),
    ('places = "x"\n', "places", "must be a list"),
    ('[[places]]\nlevel = "zone"\n', "places", 'each is a table [[places]] with a name = "…"'),
    ('[[places]]\nname = "甲新城"\n', "甲新城", "level is missing: its name doesn't tell it"),
    ('[[places]]\nname = "甲县"\nlevel = "town"\n', "甲县", "unknown level town; one of nation, province, "),
    ('[[places]]\nname = "甲县"\nabove = "贵州省"\n', "甲县", "unknown key above; one of name, "),
    ('[[places]]\nname = "甲县"\nparent = "乙市"\n', "甲县", "unknown parent 乙市"),
    ('[[places]]\nname = "甲县"\nparent = 1\n', "甲县", "parent must be a string"),
    ('[[places]]\nname = "甲县"\nshort = ["甲"]\n', "甲县", "short must be a list of names "),
    ('[[places]]\nname = "甲县"\n[[places]]\nname = "甲县"\n', "甲县", "stands there twice"),
    (
        '[[places]]\nname = "甲市"\nparent = "甲县"\n[[places]]\nname = "甲县"\nparent = "甲市"\n',
        "甲市",
        "its parents go in a circle through 甲市",
    ),
    ("[verdicts.wording.around]\nhardness = 1\n", "verdicts.wording.around", "unknown; one of ge, gt, "),
    ('[verdicts.exceeded]\npoints = "0.3"\n', "verdicts.exceeded.points", "must be a number like 0.2"),
    ("[verdicts.exceeded]\npoints = -1\n", "verdicts.exceeded", "points and share must be numbers"),
    ("[verdicts.wording.about.met]\npoints = 0.6\n", "verdicts.wording.about", "near must be at least "),
    ('[verdicts.wording.about]\nsense = "up"\n', "verdicts.wording.about", "unknown sense up; "),
    ("[verdicts.wording.about]\nhardness = 9\n", "verdicts.wording.about", "hardness goes from 0 to 4"),
    ("[verdicts]\nexceeded = 1\n", "verdicts.exceeded", "must be a table"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "entry", "reason"), BROKEN, ids=[f"{entry}: {r[:24]}" for _, entry, r in BROKEN]
)
def test_a_mistake_is_named_with_the_users_file_and_changes_nothing(
    text: str, entry: str, reason: str, tmp_path: Path
) -> None:
    file = lexicon(tmp_path, text)
    with pytest.raises(BadLexicon) as caught:
        extend_lexicon(file)
    assert str(caught.value).startswith(f"{file}, entry {entry}: {reason}")
    assert extended() is None
    assert read("地区生产总值增长6%左右。") == [("地区生产总值", "gdp", "6", "%", "about")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "no such file or directory"), (b"\xff\xfe", "not UTF-8: invalid start byte at byte 0")],
    ids=["missing", "not UTF-8"],
)
def test_a_file_that_cant_be_read_is_named(content: bytes | None, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BadLexicon) as caught:
        extend_lexicon(file)
    assert str(caught.value) == f"{file}, entry (none read): {reason}"


def test_a_wrong_file_leaves_the_one_before_in_force(tmp_path: Path) -> None:
    right = lexicon(tmp_path)
    extend_lexicon(right)
    with pytest.raises(BadLexicon):
        extend_lexicon(lexicon(tmp_path, "[units.x]\n", "wrong.toml"))
    assert extended() == right
    assert read("淘汰燃煤锅炉35蒸吨。") == [("淘汰燃煤锅炉", "boilers_removed", "35", "蒸吨", "eq")]


# — the command —


def duizhao(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "compare", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two reports that need the user's lexicon."""
    plan = "主要预期目标是：全域生产总值增长6%左右。"
    for year, result in ((2025, "6.2%"), (2026, "5.7%")):
        text = report(year, f"全域生产总值增长{result}。", plan)
        (tmp_path / f"青河市{year}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def ids(out: str) -> set[str]:
    return {json.loads(line)["canonical"] for line in out.splitlines()}


def test_measures_reads_by_the_file_that_is_named(folder: Path) -> None:
    lexicon(folder)
    code, out, err = duizhao(folder, "measures", "青河市2025.txt", "-f", "jsonl")
    assert (code, ids(out), err) == (0, {""}, "")
    code, out, err = duizhao(folder, "measures", "青河市2025.txt", "-f", "jsonl", "--lexicon", "my.toml")
    assert (code, ids(out), err) == (0, {"gdp"}, "")


def test_the_file_that_lies_in_the_folder_is_taken_with_a_remark(folder: Path) -> None:
    lexicon(folder, name="duizhao.toml")
    code, out, err = duizhao(folder, "measures", "青河市2025.txt", "-f", "jsonl")
    assert (code, ids(out), err) == (0, {"gdp"}, "with the rules of duizhao.toml\n")


def test_the_file_beside_the_archive_wins_over_that_in_the_folder(folder: Path) -> None:
    (folder / "archives").mkdir()
    lexicon(folder / "archives", name="duizhao.toml")
    lexicon(folder, "", name="duizhao.toml")
    archive = Path("archives", "own.duckdb")
    code, _, err = duizhao(folder, "ingest", "青河市2025.txt", "青河市2026.txt", "-a", str(archive))
    assert (code, err.splitlines()[0]) == (0, f"with the rules of {archive.with_name('duizhao.toml')}")
    with Archive.open(folder / archive, read_only=True) as opened:
        assert opened.rows("SELECT DISTINCT canonical FROM measure")[1] == [("gdp",)]
        assert opened.rows("SELECT verdict FROM pairing WHERE result_id IS NOT NULL")[1] == [("met",)]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ingest", "青河市2025.txt"),
        ("list", "青河市2025.txt"),
        ("outline", "青河市2025.txt"),
        ("check", "青河市2025.txt"),
        ("measures", "青河市2025.txt"),
        ("pairs", "青河市2025.txt", "青河市2026.txt"),
        ("compare", "青河市2025.txt", "青河市2026.txt"),
        ("scorecard", "青河市2025.txt", "-o", "x.xlsx"),
        ("sql", "FROM v_targets", "青河市2025.txt"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_every_command_that_reads_reports_refuses_a_wrong_file_in_one_line(
    arguments: tuple[str, ...], folder: Path
) -> None:
    lexicon(folder, "[units.boilers]\n")
    code, out, err = duizhao(folder, *arguments, "--lexicon", "my.toml")
    assert (code, out) == (1, "")
    assert err.startswith("duizhao: my.toml, entry units.boilers: unknown dimension; one of percent")
    assert len(err.splitlines()) == 1
    assert not (folder / "duizhao.duckdb").exists()


def test_numbers_of_a_new_unit_are_held_against_those_of_its_dimension(tmp_path: Path) -> None:
    from compare.pairing.quantity import unit

    extend_lexicon(lexicon(tmp_path))
    assert unit("蒸吨") == ("power", Decimal(700), "蒸吨")
