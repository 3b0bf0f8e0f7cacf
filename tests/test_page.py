"""The page: it says what the views say, nothing of a report runs, and in a browser it does what it should."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from compare.archive import Archive, batch
from compare.errors import NotFound
from compare.page import write_page
from compare.page.charts import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
EVIL = '<script>document.title="run"</script><img src=x onerror="document.title=1">'
EARLIER = f"""贵阳市2024年政府工作报告
——2024年1月20日在贵阳市第十五届人民代表大会第五次会议上
各位代表：
一、2023年工作回顾
全市地区生产总值增长6%，城镇新增就业15万人。
二、2024年工作安排
主要预期目标是：地区生产总值增长5.5%左右；城镇新增就业15万人；固定资产投资增长4%。
我们要办好民生实事{EVIL}，让群众得到实惠。
"""
LATER = f"""贵阳市2025年政府工作报告
——2025年1月20日在贵阳市第十五届人民代表大会第六次会议上
各位代表：
一、2024年工作回顾
全市地区生产总值增长6%，城镇新增就业14万人。
二、2025年工作安排
主要预期目标是：地区生产总值增长6%左右；城镇新增就业16万人。
我们要办好民生实事{EVIL}，让人民群众得到更多实惠。
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("reports")
    for year, text in ((2024, EARLIER), (2025, LATER)):
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    with Archive.open(None) as opened:
        assert not batch(sorted(folder.iterdir()), opened).refused
        yield opened


@pytest.fixture(scope="module")
def page(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    write_page(archive, "贵阳市", 2024, 2025, path)
    return path


@pytest.fixture(scope="module")
def tree(page: Path) -> Any:
    return html.fromstring(page.read_text(encoding="utf-8"))


def test_the_table_is_the_view(archive: Archive, tree: Any) -> None:
    _, rows = archive.rows(
        "SELECT report_year, indicator, target, result, coalesce(verdict, 'open'), next_target"
        " FROM v_scorecard WHERE target_id IS NOT NULL AND report_year IN (2024, 2025)"
        " ORDER BY report_year DESC, position"
    )
    shown = [
        (
            int(row.get("data-year")),
            row.get("data-indicator"),
            *(row.xpath(f'string(td[@data-label="{name}"]/a)') or None for name in ("目标", "完成")),
            row.get("data-verdict"),
            row.xpath('string(td[@data-label="下年目标"]/a)') or None,
        )
        for row in tree.xpath('//table[@id="cards"]/tbody/tr')
    ]
    assert ("地区生产总值", "增长5.5%左右", "增长6%", "exceeded") in [row[1:5] for row in rows]
    assert shown == rows


def test_every_figure_leads_to_its_sentence(tree: Any) -> None:
    links = tree.xpath('//a[@class="figure"]')

    assert len(links) > 5
    for link in links:
        (source,) = tree.xpath(f'//li[@id="{link.get("href")[1:]}"]')
        (figure,) = source.xpath(".//mark/text()")
        assert figure.rstrip("%") in link.text


def test_nothing_of_a_report_is_markup(page: Path, tree: Any) -> None:
    text = page.read_text(encoding="utf-8")

    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img") == []
    assert "&lt;script&gt;" in text
    assert re.findall(r'\s(?:style|on\w+)="', text.replace("&#34;", "'")) == []
    (policy,) = tree.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert re.fullmatch(
        r"default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+';"
        r" base-uri 'none'; form-action 'none'",
        policy,
    )


def test_a_picture_keeps_shapes_and_text_alone() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" onload="a()"><script>b()</script>'
        '<a href="javascript:c()"><text>甲</text></a><path d="M0,0" fill="#000" style="x"/>'
        '<text fill="url(#d)">乙&lt;b&gt;</text></svg>'
    )
    assert cleaned(svg) == (
        '<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true"><path d="M0,0" fill="currentColor"/>'
        "<text>乙&lt;b&gt;</text></svg>"
    )


def test_the_same_archive_gives_the_same_page(archive: Archive, page: Path, tmp_path: Path) -> None:
    write_page(archive, "贵阳市", 2024, 2025, tmp_path / "again.html")

    assert (tmp_path / "again.html").read_bytes() == page.read_bytes()


def test_a_year_that_is_not_held_is_named(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no report of 贵阳市 for 2020; there are 2024、2025"):
        write_page(archive, "贵阳市", 2024, 2025, tmp_path / "page.html", redline=(2020, 2025))
    with pytest.raises(NotFound, match="no reports of 2001 to 2002"):
        write_page(archive, "贵阳市", 2001, 2002, tmp_path / "page.html")
    assert list(tmp_path.iterdir()) == []


# --- in a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright isn't installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=options)
        yield running
        running.close()


@pytest.fixture
def view(browser: Any, page: Path) -> Iterator[Any]:
    """The page in a tab; whatever went wrong in it is `view.wrong`."""
    tab = browser.new_page()
    tab.wrong = []
    tab.on("console", lambda message: tab.wrong.append(message.text))
    tab.on("pageerror", lambda error: tab.wrong.append(str(error)))
    tab.on("request", lambda asked: asked.url.startswith("file:") or tab.wrong.append(asked.url))
    tab.goto(page.as_uri())
    yield tab
    tab.close()


def visible(view: Any) -> list[str]:
    found: list[str] = view.locator("#cards tbody tr:visible").evaluate_all(
        "rows => rows.map(row => row.dataset.year + row.dataset.indicator)"
    )
    return found


def test_nothing_of_a_report_runs_and_nothing_is_fetched(view: Any) -> None:
    assert view.title() == "贵阳市政府工作报告对照 2024—2025"
    assert view.wrong == []


def test_filters_leave_what_fits(view: Any) -> None:
    everything = visible(view)
    view.select_option("#filter-year", "2024")
    view.fill("#filter-words", "就业")
    assert visible(view) == ["2024城镇新增就业"]
    assert view.inner_text("#shown") == f"1项，共{len(everything)}项"
    view.fill("#filter-words", "")
    view.select_option("#filter-verdict", "undisclosed")
    assert visible(view) == ["2024固定资产投资"]
    view.click("text=清除")
    view.wait_for_function(f"document.getElementById('shown').textContent.startsWith('{len(everything)}')")
    assert visible(view) == everything


def test_columns_sort_both_ways_with_the_keyboard(view: Any) -> None:
    view.select_option("#filter-year", "2024")
    button = view.locator("th[data-sort=verdict] button")
    button.focus()
    view.keyboard.press("Enter")
    assert visible(view) == ["2024地区生产总值", "2024城镇新增就业", "2024固定资产投资"]
    view.keyboard.press("Enter")
    assert visible(view) == ["2024固定资产投资", "2024城镇新增就业", "2024地区生产总值"]
    assert view.get_attribute("th[data-sort=verdict]", "aria-sort") == "descending"


def test_a_figure_opens_its_sentence_and_escape_leads_back(view: Any) -> None:
    link = view.locator("a.figure", has_text="增长5.5%左右").first
    link.focus()
    view.keyboard.press("Enter")
    assert "地区生产总值增长5.5%左右" in view.inner_text("dialog blockquote")
    view.keyboard.press("Escape")
    assert not view.locator("dialog").is_visible()
    assert view.evaluate("document.activeElement.textContent") == "增长5.5%左右"


def test_it_prints(view: Any) -> None:
    assert view.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_barrier(view: Any, width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe isn't installed")
    view.set_viewport_size({"width": width, "height": 900})
    view.emulate_media(color_scheme=scheme)

    violations = axe.Axe().run(view).response["violations"]

    assert [(one["id"], one["nodes"][0]["html"]) for one in violations] == []
    assert view.evaluate("document.documentElement.scrollWidth") == width
