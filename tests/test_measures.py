"""What a sentence measures: one small sentence for each rule of the grammar, the whole result asserted."""

from __future__ import annotations

import pytest

from compare.measures import measure
from compare.model import Measure, Source
from compare.outline import outline

HEAD = (
    "青河市2025年政府工作报告\n（2025年1月10日在青河市第七届人民代表大会第四次会议上）\n"
    "各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n"
)


def measures(review: str = "", plan: str = "", head: str = HEAD) -> list[Measure]:
    text = (
        f"{head}一、2024年工作回顾\n过去一年，全市上下团结奋斗。\n{review}\n"
        f"二、2025年工作安排\n做好今年工作意义重大。\n{plan}\n"
    )
    source = Source(path="青河市-2025.txt", text=text, format="txt", encoding="utf-8", digest="0" * 64)
    return list(measure(outline(source)))


def short(found: list[Measure]) -> list[str]:
    """`indicator aspect value unit bound`, with the scope in brackets where there is one."""
    rows = []
    for m in found:
        value = (
            "" if m.value is None else f"{m.value}" + (f"~{m.value_max}" if m.value_max is not None else "")
        )
        scope = f"[{m.scope}]" if m.scope else ""
        rows.append(f"{scope}{m.indicator} {m.aspect} {value}{m.unit} {m.bound}")
    return rows


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # name, verb, figure
        ("规模以上工业增加值增长9.3%。", ["规模以上工业增加值 growth 9.3% eq"]),
        ("单位地区生产总值能耗下降3%。", ["单位地区生产总值能耗 growth -3% eq"]),
        ("常住人口城镇化率提高到66.2%。", ["常住人口城镇化率 level 66.2% eq"]),
        ("研发投入强度提高0.3个百分点。", ["研发投入强度 change 0.3个百分点 eq"]),
        ("新能源汽车产量首次突破12万辆。", ["新能源汽车产量 level 12万辆 gt"]),
        ("农村自来水普及率97%以上。", ["农村自来水普及率 level 97% ge"]),
        ("吸引游客约8.5万人次。", ["吸引游客 level 8.5万人次 about"]),
        ("发放补贴1000余万元。", ["发放补贴 level 1000万元 gt"]),
        # verb, figure, noun
        ("打造14个旅居重点项目。", ["打造旅居重点项目 level 14个 eq"]),
        ("完成21个试点村建设。", ["试点村建设 level 21个 eq"]),
        ("建成投运新天地、老码头等6个商业综合体。", ["建成投运商业综合体 level 6个 eq"]),
        # examples before 等 don't name it
        ("新引进落地显示产业集群、精细化工园等项目310个。", ["新引进落地项目 level 310个 eq"]),
        # a level and a growth of one indicator
        (
            "新设外资企业57家、增长20.2%。",
            ["新设外资企业 level 57家 eq", "新设外资企业 growth 20.2% eq"],
        ),
        (
            "社会消费品零售总额达52亿元，增长18.6%。",
            ["社会消费品零售总额 level 52亿元 eq", "社会消费品零售总额 growth 18.6% eq"],
        ),
        # two units of one deliverable
        (
            "新开工城中村改造项目30个、1.7万户。",
            ["新开工城中村改造项目 level 30个 eq", "新开工城中村改造项目 level 1.7万户 eq"],
        ),
        # the verb of a deliverable serves the whole list
        (
            "新增优质床位300张、三级医院2家。",
            ["新增优质床位 level 300张 eq", "新增三级医院 level 2家 eq"],
        ),
        (
            "新开工老旧小区改造13万户、完工12万户。",
            ["新开工老旧小区改造 level 13万户 eq", "完工老旧小区改造 level 12万户 eq"],
        ),
        # 分别
        (
            "城镇和农村常住居民人均可支配收入分别增长5%左右、7%左右。",
            ["城镇常住居民人均可支配收入 growth 5% about", "农村常住居民人均可支配收入 growth 7% about"],
        ),
        (
            "农业、规模以上工业、服务业增加值分别增长4%、9%和6%左右。",
            [
                "农业增加值 growth 4% about",
                "规模以上工业增加值 growth 9% about",
                "服务业增加值 growth 6% about",
            ],
        ),
        (
            "城乡居民人均可支配收入分别达43020元、22680元，分别增长8.5%、10.2%。",
            [
                "城镇居民人均可支配收入 level 43020元 eq",
                "农村居民人均可支配收入 level 22680元 eq",
                "城镇居民人均可支配收入 growth 8.5% eq",
                "农村居民人均可支配收入 growth 10.2% eq",
            ],
        ),
        (
            "旅游收入、游客人数再创新高，分别增长16.4%、15.8%。",
            ["旅游收入 growth 16.4% eq", "游客人数 growth 15.8% eq"],
        ),
        (
            "毛入园率和毛入学率分别提高22个和15个百分点。",
            ["毛入园率 change 22个百分点 eq", "毛入学率 change 15个百分点 eq"],
        ),
        # a share says whose
        (
            "高新技术产品出口351亿美元，占全市出口总额45%。",
            ["高新技术产品出口 level 351亿美元 eq", "高新技术产品出口占全市出口总额比重 level 45% eq"],
        ),
        # a dependent noun takes its subject
        (
            "大力发展装备制造业，推动龙头企业扩能，实现产值800亿元。",
            ["装备制造业产值 level 800亿元 eq"],
        ),
        # from, to
        (
            "贫困发生率由13.43%下降到3.86%。",
            ["贫困发生率 level 13.43% eq", "贫困发生率 level 3.86% eq"],
        ),
        # a rank
        ("绿色发展指数位列全国第8位。", ["绿色发展指数 rank 8位 eq"]),
        # the scope runs on to the end of the sentence, and no further
        (
            "云溪新区生产总值增长15%以上，其中规模以上工业增加值增长30%以上；固定资产投资增长15%左右。"
            "全市民间投资增长6%。",
            [
                "[云溪新区]生产总值 growth 15% ge",
                "[云溪新区]规模以上工业增加值 growth 30% ge",
                "[云溪新区]固定资产投资 growth 15% about",
                "民间投资 growth 6% eq",
            ],
        ),
        # Chinese numerals
        ("绿色经济占比提升一个百分点。", ["绿色经济占比 change 1个百分点 eq"]),
        ("软件业规模突破千亿元。", ["软件业规模 level 1000亿元 gt"]),
        # one stage of what was counted before; a bare verb takes the object of the same kind of figure
        (
            "签约县外项目43个，总投资200亿元，已落地25个。",
            [
                "签约县外项目 level 43个 eq",
                "签约县外项目总投资 level 200亿元 eq",
                "落地县外项目 level 25个 eq",
            ],
        ),
        # two figures without 分别 take up the two names before them
        (
            "城镇居民人均可支配收入17175元，农村居民人均纯收入5153元，实际增长9.8%和8.5%。",
            [
                "城镇居民人均可支配收入 level 17175元 eq",
                "农村居民人均纯收入 level 5153元 eq",
                "城镇居民人均可支配收入 growth 9.8% eq",
                "农村居民人均纯收入 growth 8.5% eq",
            ],
        ),
        # a common noun for the whole list
        (
            "食品、轻纺、建材三大行业主营业务收入分别达550亿元、500亿元、380亿元。",
            [
                "食品主营业务收入 level 550亿元 eq",
                "轻纺主营业务收入 level 500亿元 eq",
                "建材主营业务收入 level 380亿元 eq",
            ],
        ),
        # words of time, manner and means before a name
        ("5天内完成超千万人次核酸检测。", ["核酸检测 level 1000万人次 gt"]),
        ("通过成人教育共培养近五百万高级专门人才。", ["培养高级专门人才 level 500万 lt"]),
        ("每年可为企业减少用电成本30亿元。", ["减少用电成本 level 30亿元 eq"]),
        # a word that only begins like one is none
        (
            "9条共建产业链总产值超1.2万亿元。",
            ["共建产业链总产值 level 9条 eq", "共建产业链总产值 level 1.2万亿元 gt"],
        ),
        # what is done to counted things stands behind them
        (
            "先后四次对11家投资公司、4家小贷公司进行现场检查。",
            ["现场检查投资公司 level 11家 eq", "现场检查小贷公司 level 4家 eq"],
        ),
        # what the clause before raised
        (
            "今明两年继续提高企业退休人员基本养老金，人均每年增长10%左右。",
            ["企业退休人员基本养老金 growth 10% about"],
        ),
        # a share of each name listed before
        (
            "普惠贷款、制造业贷款分别增长23.8%、15.9%，占贷款余额比重分别提高2.2、0.7个百分点。",
            [
                "普惠贷款 growth 23.8% eq",
                "制造业贷款 growth 15.9% eq",
                "普惠贷款占贷款余额比重 change 2.2个百分点 eq",
                "制造业贷款占贷款余额比重 change 0.7个百分点 eq",
            ],
        ),
        # a sum or a size is of what stands behind it
        (
            "总投资265亿元的44个重点项目，完成投资42亿元。",
            ["重点项目总投资 level 265亿元 eq", "重点项目 level 44个 eq", "重点项目完成投资 level 42亿元 eq"],
        ),
        (
            "总投资6亿元、占地1500亩的服装城开工建设。",
            ["服装城总投资 level 6亿元 eq", "服装城占地 level 1500亩 eq"],
        ),
        (
            "投资755万元，完成10处灭失矿山治理。",
            ["灭失矿山治理投资 level 755万元 eq", "灭失矿山治理 level 10处 eq"],
        ),
        # a gap to another figure is a change of the subject's, a fall where it is less
        (
            "污水处理率74%，低于全国2.3个百分点。",
            ["污水处理率 level 74% eq", "污水处理率 change -2.3个百分点 eq"],
        ),
        # a grade that a name holds is no comparison
        ("空气质量好于二级天数占比达到95%。", ["空气质量好于二级天数占比 level 95% eq"]),
        # the target that a result is held against
        (
            "进出口总额增长11.3%，低于13%左右的预期目标。",
            ["进出口总额 growth 11.3% eq", "进出口总额 growth 13% about"],
        ),
        # what it was compared without
        (
            "农民人均纯收入1220元，扣除物价因素增长5%。",
            ["农民人均纯收入 level 1220元 eq", "农民人均纯收入 growth 5% eq"],
        ),
        # how far a rise went
        ("技术合同成交额增长超过50%。", ["技术合同成交额 growth 50% gt"]),
        # a rate against what was planned
        (
            "改造农村厕所2.7万座，完成年度计划的248%。",
            ["改造农村厕所 level 2.7万座 eq", "农村厕所计划完成率 level 248% eq"],
        ),
        # brackets that give figures of their own
        (
            "生产总值增长17%（一产增长6%，二产增长20%），财政收入增长9%。",
            [
                "生产总值 growth 17% eq",
                "第一产业增加值 growth 6% eq",
                "第二产业增加值 growth 20% eq",
                "财政收入 growth 9% eq",
            ],
        ),
        # what stands before a list of counted things doesn't name them
        ("开工建设枢纽工程和7座小型水库。", ["开工建设小型水库 level 7座 eq"]),
        ("实施水晶集团、煤气气源厂等企业的14个技改项目。", ["实施技改项目 level 14个 eq"]),
        # verbs that share an object
        (
            "培训、转移农村劳动力11万人和28万人。",
            ["培训农村劳动力 level 11万人 eq", "转移农村劳动力 level 28万人 eq"],
        ),
        # one part of the territory for each figure
        (
            "湘南、大湘西生产总值分别增长13.3%、12.6%。",
            ["[湘南]生产总值 growth 13.3% eq", "[大湘西]生产总值 growth 12.6% eq"],
        ),
        # whose money it is
        (
            "各级财政支出98亿元，其中市本级29亿元。",
            ["各级财政支出 level 98亿元 eq", "[市本级]各级财政支出 level 29亿元 eq"],
        ),
        # a step passed is more than it
        ("地区生产总值迈上9000亿元台阶。", ["地区生产总值 level 9000亿元 gt"]),
        # what a rate was kept at is what it was
        ("城镇登记失业率控制在3.29%。", ["城镇登记失业率 level 3.29% eq"]),
        # a list of its own after a count; a verb of its own begins a second list
        (
            "60家龙头企业销售收入、利润分别增长12.8%、11.6%。",
            [
                "龙头企业销售收入、利润 level 60家 eq",
                "龙头企业销售收入 growth 12.8% eq",
                "龙头企业利润 growth 11.6% eq",
            ],
        ),
        (
            "城乡居民收入分别达27266元和11972元、增长9.2%和10.6%。",
            [
                "城镇居民收入 level 27266元 eq",
                "农村居民收入 level 11972元 eq",
                "城镇居民收入 growth 9.2% eq",
                "农村居民收入 growth 10.6% eq",
            ],
        ),
        # a verb without an object takes the one before, but not where it needs none
        (
            "新增污水管网65公里、修复136公里。",
            ["新增污水管网 level 65公里 eq", "修复污水管网 level 136公里 eq"],
        ),
        ("招募志愿者500名，完成培训20次。", ["招募志愿者 level 500名 eq", "培训 level 20次 eq"]),
        # what else there is behind the counted noun
        ("建成4个批发市场、一批直销超市。", ["建成批发市场 level 4个 eq"]),
        (
            "完成58个乡镇、223个村环境整治任务。",
            ["乡镇环境整治任务 level 58个 eq", "村环境整治任务 level 223个 eq"],
        ),
        # steps in the course of a rise don't name it
        (
            "实际利用外资跨越四个10亿美元台阶，累计达到265亿美元。",
            ["实际利用外资 level 10亿美元 eq", "实际利用外资 level 265亿美元 eq"],
        ),
        (
            "164个攻关项目加快推进，718个贫困村出列、16个贫困县摘帽。",
            ["攻关项目 level 164个 eq", "贫困村出列 level 718个 eq", "贫困县摘帽 level 16个 eq"],
        ),
        (
            "一二三产增加值分别增长3.5%、6%以上和5%左右。",
            [
                "第一产业增加值 growth 3.5% eq",
                "第二产业增加值 growth 6% ge",
                "第三产业增加值 growth 5% about",
            ],
        ),
        # a stock after its flow
        ("新增上市公司35家，总数达116家。", ["新增上市公司 level 35家 eq", "上市公司总数 level 116家 eq"]),
        ("新增三甲医院7家，累计32家。", ["新增三甲医院 level 7家 eq", "累计三甲医院 level 32家 eq"]),
        # units shared by a list
        (
            "污水处理率、垃圾处理率和燃气普及率分别提高10.2、4.7和2个百分点。",
            [
                "污水处理率 change 10.2个百分点 eq",
                "垃圾处理率 change 4.7个百分点 eq",
                "燃气普及率 change 2个百分点 eq",
            ],
        ),
        # a share beside a growth is no growth
        (
            "一般贸易进出口增长19.2%、占进出口总额54.9%。",
            ["一般贸易进出口 growth 19.2% eq", "一般贸易进出口占进出口总额比重 level 54.9% eq"],
        ),
        # what was done to so many is no rise
        ("农村饮水安全巩固提升120万人。", ["农村饮水安全巩固提升 level 120万人 eq"]),
        # what a verb before its name changes; ranks; shares of what was counted; sizes in a name
        (
            "各级财政对参保居民的补助不低于人均120元。",
            ["各级财政对参保居民的补助 level 120元 ge"],
        ),
        (
            "低保覆盖人数，由年初的4万人扩大到年末的11万人。",
            ["低保覆盖人数 level 4万人 eq", "低保覆盖人数 level 11万人 eq"],
        ),
        (
            "现场共签约重大项目121个。",
            ["签约重大项目 level 121个 eq"],
        ),
        (
            "抓好第二轮175个产业项目。",
            ["抓好第二轮产业项目 level 175个 eq"],
        ),
        (
            "降低农业税1个百分点，压减一般性支出6%，提高低保标准10%以上，削减财政赤字45亿元。",
            [
                "农业税 change -1个百分点 eq",
                "一般性支出 growth -6% eq",
                "低保标准 growth 10% ge",
                "财政赤字 change -45亿元 eq",
            ],
        ),
        (
            "单位地区生产总值能耗和二氧化碳排放分别降低13.5%、18%。",
            ["单位地区生产总值能耗 growth -13.5% eq", "单位地区生产总值二氧化碳排放 growth -18% eq"],
        ),
        (
            "信用环境指数不断改善，居全国77位、全省第2位。",
            ["信用环境指数 rank 77位 eq", "信用环境指数 rank 2位 eq"],
        ),
        (
            "在营商环境评价中提升8个位次，居第11位。",
            ["营商环境评价 change 8个位次 eq", "营商环境评价 rank 11位 eq"],
        ),
        (
            "跃居全国先进制造业百强城市第7位。",
            ["先进制造业百强城市 rank 7位 eq"],
        ),
        (
            "位列中国城市数字化转型竞争力百强榜第6位。",
            ["中国城市数字化转型竞争力百强榜 rank 6位 eq"],
        ),
        (
            "生产总值居全国大中城市第三位。",
            ["生产总值 rank 3位 eq"],
        ),
        (
            "生产总值从全省第六位上升到第四位。",
            ["生产总值 rank 6位 eq", "生产总值 rank 4位 eq"],
        ),
        (
            "年初确定的40个产业集群项目已开工和竣工37个，占92.5%。",
            [
                "产业集群项目 level 40个 eq",
                "开工和竣工产业集群项目 level 37个 eq",
                "开工和竣工产业集群项目占比 level 92.5% eq",
            ],
        ),
        (
            "全市18项惠民实事，5项基本完成，11项如期启动。",
            ["惠民实事 level 18项 eq", "完成惠民实事 level 5项 eq", "启动惠民实事 level 11项 eq"],
        ),
        (
            "新开工幼儿园10所，其中6所建成投入使用。",
            ["新开工幼儿园 level 10所 eq", "建成投入使用幼儿园 level 6所 eq"],
        ),
        (
            "安全生产事故起数、死亡人数分别下降53%和44.4%。",
            ["安全生产事故起数 growth -53% eq", "死亡人数 growth -44.4% eq"],
        ),
        (
            "万元产值能耗为1.73吨标准煤，比全年目标值2.22吨标准煤低22.07%。",
            [
                "万元产值能耗 level 1.73吨标准煤 eq",
                "万元产值能耗 level 2.22吨标准煤 eq",
                "万元产值能耗 growth -22.07% eq",
            ],
        ),
        (
            "新增100亿元企业1家、超50亿元企业4家。",
            ["新增100亿元企业 level 1家 eq", "新增超50亿元企业 level 4家 eq"],
        ),
        (
            "公交500米站点覆盖率提高到87%。",
            ["公交500米站点覆盖率 level 87% eq"],
        ),
        (
            "12345市长公开电话办结率达98%。",
            ["12345市长公开电话办结率 level 98% eq"],
        ),
        (
            "完成220公里农村公路提档升级、918个村电网改造、739个村饮水安全巩固提升。",
            [
                "农村公路提档升级 level 220公里 eq",
                "村电网改造 level 918个 eq",
                "村饮水安全巩固提升 level 739个 eq",
            ],
        ),
        (
            "研发投入比例不低于财政支出的30%。",
            ["研发投入比例 level 30% ge"],
        ),
        (
            "去年末城镇登记失业率3.8%。",
            ["城镇登记失业率 level 3.8% eq"],
        ),
        (
            "城镇人均居住面积增加到8.7平方米，农村增加到22平方米。",
            ["城镇人均居住面积 level 8.7平方米 eq", "农村人均居住面积 level 22平方米 eq"],
        ),
        (
            "铁路里程达到3000公里，其中高速铁路700公里。",
            ["铁路里程 level 3000公里 eq", "高速铁路里程 level 700公里 eq"],
        ),
        (
            "铁路复线318公里，公路3002公里。",
            ["铁路复线 level 318公里 eq", "公路 level 3002公里 eq"],
        ),
        (
            "新登记市场主体12万户，日均新增350户。",
            ["新登记市场主体 level 12万户 eq", "日均新增新登记市场主体 level 350户 eq"],
        ),
        (
            "实施村级综合楼提升工程，新建81栋、维修437栋。",
            ["新建村级综合楼提升工程 level 81栋 eq", "维修村级综合楼提升工程 level 437栋 eq"],
        ),
        (
            "设立科技银行2家；加快推进云山金融城建设，建成40万平方米。",
            ["设立科技银行 level 2家 eq", "建成云山金融城 level 40万平方米 eq"],
        ),
        (
            "电子、汽车、化工三大支柱产业分别增长30%、24.2%和29.3%。",
            ["电子产业 growth 30% eq", "汽车产业 growth 24.2% eq", "化工产业 growth 29.3% eq"],
        ),
        (
            "规模工业经济效益综合指数为102.26%，实现利润51.67亿元。",
            ["规模工业经济效益综合指数 level 102.26% eq", "规模工业利润 level 51.67亿元 eq"],
        ),
        (
            "国有企业经济效益大幅度提高，实现利润3784亿元。",
            ["国有企业利润 level 3784亿元 eq"],
        ),
        (
            "提前实现了本世纪末国民生产总值翻两番的目标。",
            ["国民生产总值 growth 300% eq"],
        ),
        (
            "一般公共预算收入迈上4000亿台阶，达4008.1亿元。",
            ["一般公共预算收入 level 4000亿 gt", "一般公共预算收入 level 4008.1亿元 eq"],
        ),
        (
            "建成青山化工50万吨合成氨、云铝公司年产80万吨氧化铝一期。",
            ["建成青山化工合成氨 level 50万吨 eq", "建成云铝公司年产氧化铝一期 level 80万吨 eq"],
        ),
        (
            "汽车、电子信息产业分别增长40%、15%以上。",
            ["汽车产业 growth 40% ge", "电子信息产业 growth 15% ge"],
        ),
        (
            "市直企业资产、收入、利润总额分别增长22.7%、23.6%、24.2%。",
            [
                "市直企业资产 growth 22.7% eq",
                "市直企业收入 growth 23.6% eq",
                "市直企业利润总额 growth 24.2% eq",
            ],
        ),
        (
            "安全生产事故和死亡人数分别下降2.9%、14.4%。",
            ["安全生产事故 growth -2.9% eq", "死亡人数 growth -14.4% eq"],
        ),
        (
            "白酒产业完成增加值600亿元以上，是2020年的2.7倍。",
            ["白酒产业增加值 level 600亿元 ge", "白酒产业增加值 level 2.7倍 eq"],
        ),
        (
            "国民生产总值计划增长百分之八。",
            ["国民生产总值 growth 8% eq"],
        ),
        (
            "省财政将为此投入100亿元。",
            ["省财政投入 level 100亿元 eq"],
        ),
        (
            "工业投资仅占全社会固定资产投资的25.3%。",
            ["工业投资占全社会固定资产投资比重 level 25.3% eq"],
        ),
        (
            "取消和停收239项行政事业性收费项目。",
            ["取消和停收行政事业性收费项目 level 239项 eq"],
        ),
        (
            "规模以上工业产销率达96.4%，实现利润总额58亿元。",
            ["规模以上工业产销率 level 96.4% eq", "规模以上工业利润总额 level 58亿元 eq"],
        ),
        (
            "一般公共预算收入相继突破100亿、150亿和180亿元。",
            [
                "一般公共预算收入 level 100亿元 gt",
                "一般公共预算收入 level 150亿元 eq",
                "一般公共预算收入 level 180亿元 eq",
            ],
        ),
        (
            "市级行政部门分别取消、调整行政审批32项、25项。",
            ["取消行政审批 level 32项 eq", "调整行政审批 level 25项 eq"],
        ),
        (
            "商标申请量和注册量分别为1.8万件和6309件，增长12.8%和31.5%。",
            [
                "商标申请量 level 1.8万件 eq",
                "注册量 level 6309件 eq",
                "商标申请量 growth 12.8% eq",
                "注册量 growth 31.5% eq",
            ],
        ),
        (
            "中心城区、县城和乡镇垃圾处理率分别达98%、85%和70%。",
            ["中心城区垃圾处理率 level 98% eq", "县城垃圾处理率 level 85% eq", "乡镇垃圾处理率 level 70% eq"],
        ),
        (
            "财政收入突破2万亿元，增加3232亿元；居民消费价格总水平上涨1.5%。",
            ["财政收入 level 2万亿元 gt", "财政收入 change 3232亿元 eq", "居民消费价格总水平 growth 1.5% eq"],
        ),
        (
            "在确保质量的前提下，推进保障性安居工程，新开工28.7万套，竣工16.5万套。",
            ["新开工保障性安居工程 level 28.7万套 eq", "竣工保障性安居工程 level 16.5万套 eq"],
        ),
        (
            "棉花总产达60.3万吨，连续三年保持总产60万吨以上。",
            ["棉花总产 level 60.3万吨 eq", "棉花总产 level 60万吨 ge"],
        ),
        (
            "仅中央财政当年就增加支出120亿元。",
            ["中央财政增加支出 change 120亿元 eq"],
        ),
        (
            "围绕技改投资达30%以上的目标，优化结构。",
            ["技改投资 level 30% ge"],
        ),
        (
            "采购本地农产品350.74万吨、采购金额256.46亿元。",
            ["采购本地农产品 level 350.74万吨 eq", "采购本地农产品金额 level 256.46亿元 eq"],
        ),
        (
            "推出5个方面70项政策措施。",
            ["政策措施 level 70项 eq"],
        ),
        (
            "比改革前减轻企业负担3000多亿元。",
            ["减轻企业负担 level 3000亿元 gt"],
        ),
        (
            "集中采购药品种类扩大12倍。",
            ["集中采购药品种类扩大 level 12倍 eq"],
        ),
        # whose it is stands in the clause before, or in what was raised there
        ("高速公路逐步成网，总里程达到1403公里。", ["高速公路总里程 level 1403公里 eq"]),
        ("专业合作社发展迅速，总数达9275个。", ["专业合作社总数 level 9275个 eq"]),
        (
            "社会消费品零售总额达到356亿元，年增长18.4%。",
            ["社会消费品零售总额 level 356亿元 eq", "社会消费品零售总额 growth 18.4% eq"],
        ),
        (
            "民办学校发展迅速，在校学生比重由五年前的15%调整到30%。",
            ["在校学生比重 level 15% eq", "在校学生比重 level 30% eq"],
        ),
        (
            "机场旅客吞吐量在全国城市排名上升2位至第7位。",
            ["机场旅客吞吐量排名 change 2位 eq", "机场旅客吞吐量排名 rank 7位 eq"],
        ),
        (
            "提高低保标准，四次提高企业退休人员养老金，分别提高42.9%、62.4%。",
            ["低保标准 growth 42.9% eq", "企业退休人员养老金 growth 62.4% eq"],
        ),
        ("连续7年提高企业退休人员基本养老金，月人均达到1561元。", ["企业退休人员基本养老金 level 1561元 eq"]),
        (
            "消费在国民收入中的比重，相应地由63.5%上升到70%。",
            ["消费在国民收入中的比重 level 63.5% eq", "消费在国民收入中的比重 level 70% eq"],
        ),
        (
            "74个省、市重点项目完成投资231亿元。",
            ["省、市重点项目完成投资 level 74个 eq", "省、市重点项目完成投资 level 231亿元 eq"],
        ),
        ("引导约1000人在本地就近落户。", ["引导在本地就近落户 level 1000人 about"]),
        (
            "财政安排10亿元支持58个县建立担保公司。",
            ["财政安排 level 10亿元 eq", "县建立担保公司 level 58个 eq"],
        ),
        (
            "被评为劳动模范的有380人，被评为青年突击手的有429人。",
            ["被评为劳动模范 level 380人 eq", "被评为青年突击手 level 429人 eq"],
        ),
        ("各部门一律按不低于5%的幅度压减一般性支出。", ["一般性支出 growth -5% ge"]),
        ("煤炭工业建设，共投资179亿元。", ["煤炭工业建设投资 level 179亿元 eq"]),
        (
            "小麦、稻谷最低收购价平均每斤分别提高0.11元和0.13元。",
            ["小麦最低收购价 change 0.11元 eq", "稻谷最低收购价 change 0.13元 eq"],
        ),
        ("城镇共安排3700人就业。", ["城镇安排就业 level 3700人 eq"]),
        (
            "流动资金周转天数由109天延长到127天。",
            ["流动资金周转天数 level 109天 eq", "流动资金周转天数 level 127天 eq"],
        ),
        (
            "培育5家以上进出口总额超过1亿美元的外贸企业、2家年产值超过3亿元的外经企业。",
            [
                "培育进出口总额超过1亿美元的外贸企业 level 5家 ge",
                "培育年产值超过3亿元的外经企业 level 2家 eq",
            ],
        ),
        ("99%的乡镇和80%的行政村通水泥路。", ["乡镇通水泥路 level 99% eq", "行政村通水泥路 level 80% eq"]),
        ("免费为1500名环卫工人进行健康体检。", ["健康体检环卫工人 level 1500名 eq"]),
        ("引进项目10个、投资50亿元。", ["引进项目 level 10个 eq", "引进项目投资 level 50亿元 eq"]),
        ("用2到3年时间使高中阶段入学率达到90%。", ["高中阶段入学率 level 90% eq"]),
        (
            "规划建设四个100万亩优质粮食基地，设立全省首个50亿元天使基金。",
            ["规划建设优质粮食基地 level 100万亩 eq", "设立天使基金 level 50亿元 eq"],
        ),
        ("8个学科新进入国际排名前1%。", ["学科新进入国际排名前1% level 8个 eq"]),
        ("企业数量5年增长23%、达到85万家。", ["企业数量 growth 23% eq", "企业数量 level 85万家 eq"]),
        ("一般公共预算收入在大幅减税降费的情况下增长0.8%。", ["一般公共预算收入 growth 0.8% eq"]),
        ("提前4年完成17平方公里新区基础设施建设。", ["新区基础设施建设 level 17平方公里 eq"]),
        ("出台助企纾困42条政策。", ["出台助企纾困政策 level 42条 eq"]),
        (
            "教育投入达320亿元，比上一个五年增加171亿元。",
            ["教育投入 level 320亿元 eq", "教育投入 change 171亿元 eq"],
        ),
        (
            "地区生产总值增长10.9%，增速连续保持全省前列，总量突破万亿元。",
            ["地区生产总值 growth 10.9% eq", "地区生产总值总量 level 10000亿元 gt"],
        ),
        (
            "检测能力较2月份增长50倍，社会保障支出293亿元，比上年预计数增加43亿元。",
            ["检测能力 growth 50倍 eq", "社会保障支出 level 293亿元 eq", "社会保障支出 change 43亿元 eq"],
        ),
        (
            "基础设施投资74亿元、工业投资84亿元，分别占固定资产投资总量的30%和34%。",
            [
                "基础设施投资 level 74亿元 eq",
                "工业投资 level 84亿元 eq",
                "基础设施投资占固定资产投资总量比重 level 30% eq",
                "工业投资占固定资产投资总量比重 level 34% eq",
            ],
        ),
        (
            "实现税收、就业分别占全市的51%、77%。",
            ["税收占全市比重 level 51% eq", "就业占全市比重 level 77% eq"],
        ),
        (
            "重点项目完成投资330亿元，达到年度投资计划的148%。",
            ["重点项目完成投资 level 330亿元 eq", "重点项目完成投资计划完成率 level 148% eq"],
        ),
        (
            "能源投资占总投资的38%，这个比例提高到40%。",
            ["能源投资占总投资比重 level 38% eq", "能源投资占总投资比例 level 40% eq"],
        ),
        ("将312名企业退休人员纳入统筹管理。", ["企业退休人员纳入统筹管理 level 312名 eq"]),
        ("住宅竣工面积可达到80万平方米。", ["住宅竣工面积 level 80万平方米 eq"]),
        (
            "建设20个省级、100个市级示范村。",
            ["建设省级示范村 level 20个 eq", "建设市级示范村 level 100个 eq"],
        ),
        ("完善提升100个城市居家养老服务站。", ["完善提升城市居家养老服务站 level 100个 eq"]),
        (
            "公办学校明厨亮灶率达95%，民办学校达85%。",
            ["公办学校明厨亮灶率 level 95% eq", "民办学校明厨亮灶率 level 85% eq"],
        ),
        (
            "企业搬迁改造启动17户，累计实施37户。",
            ["企业搬迁改造启动 level 17户 eq", "累计实施企业搬迁改造 level 37户 eq"],
        ),
        (
            "行政机关、村（社区）证明事项分别减少至12项、15项。",
            ["行政机关证明事项 level 12项 eq", "村（社区）证明事项 level 15项 eq"],
        ),
        (
            "安排重点项目9个，总投资118亿元，年计划投资21亿元。",
            [
                "安排重点项目 level 9个 eq",
                "安排重点项目总投资 level 118亿元 eq",
                "安排重点项目年计划投资 level 21亿元 eq",
            ],
        ),
        ("恢复国际直飞航线、新增5条以上。", ["新增恢复国际直飞航线 level 5条 ge"]),
        (
            "每平方公里土地产生4亿元的产值和1亿元的税收。",
            ["每平方公里土地产生产值 level 4亿元 eq", "每平方公里土地产生税收 level 1亿元 eq"],
        ),
        (
            "PM2.5、PM10平均浓度分别改善8.1%、5.3%。",
            ["PM2.5平均浓度 growth -8.1% eq", "PM10平均浓度 growth -5.3% eq"],
        ),
        (
            "建设筹集公共住房9万套、供应分配4万套。",
            ["建设筹集公共住房 level 9万套 eq", "供应分配公共住房 level 4万套 eq"],
        ),
        (
            "新增“名牌产品”22个，“驰名商标”4个。",
            ["新增“名牌产品” level 22个 eq", "新增“驰名商标” level 4个 eq"],
        ),
        (
            "新增发电装机容量445万千瓦，其中水电96万千瓦。",
            ["新增发电装机容量 level 445万千瓦 eq", "新增水电 level 96万千瓦 eq"],
        ),
        (
            "其中一、二、三产增加值分别增长3.5%左右、6%左右、5.5%左右。",
            [
                "第一产业增加值 growth 3.5% about",
                "第二产业增加值 growth 6% about",
                "第三产业增加值 growth 5.5% about",
            ],
        ),
        ("粮食播种面积和产量双增长，总产稳定在600亿斤左右。", ["粮食总产 level 600亿斤 about"]),
        (
            "煤炭、水泥分别淘汰落后产能1.1亿吨和120万吨。",
            ["煤炭淘汰落后产能 level 1.1亿吨 eq", "水泥淘汰落后产能 level 120万吨 eq"],
        ),
        (
            "水土流失、荒漠化土地面积分别净减少10万、3万平方公里。",
            ["水土流失面积 change -10万平方公里 eq", "荒漠化土地面积 change -3万平方公里 eq"],
        ),
        (
            "农民人均纯收入和城镇居民人均可支配收入，分别达到2253元和6280元。",
            ["农民人均纯收入 level 2253元 eq", "城镇居民人均可支配收入 level 6280元 eq"],
        ),
        (
            "公路通车里程从居全省第九位跃升到第二位。",
            ["公路通车里程从 rank 9位 eq", "公路通车里程从 rank 2位 eq"],
        ),
        ("一般公共预算收入可比增长6%。", ["一般公共预算收入 growth 6% eq"]),
        (
            "财政收入6亿元；粮食连续五年增产，总产量52万吨。",
            ["财政收入 level 6亿元 eq", "粮食总产量 level 52万吨 eq"],
        ),
        (
            "全市财政收入增加15亿元，总额首次突破百亿元。",
            ["财政收入 change 15亿元 eq", "财政收入总额 level 100亿元 gt"],
        ),
        (
            "单晶硅、电解铝产能分别居全国第2、第4位。",
            ["单晶硅产能 rank 2 eq", "电解铝产能 rank 4位 eq"],
        ),
        (
            "存贷款余额分别达354亿元和630亿元，在副省级城市中分别排名第3位、第4位。",
            [
                "存款余额 level 354亿元 eq",
                "贷款余额 level 630亿元 eq",
                "存款余额 rank 3位 eq",
                "贷款余额 rank 4位 eq",
            ],
        ),
        (
            "资产总额、利润总额分别居全国第一和第四位。",
            ["资产总额 rank 1 eq", "利润总额 rank 4位 eq"],
        ),
        (
            "新推出制度创新成果111项，其中42项全国领先。",
            ["新推出制度创新成果 level 111项 eq", "全国领先制度创新成果 level 42项 eq"],
        ),
        (
            "攻坚实施片区项目集群、完成投资1400亿元以上。",
            ["攻坚实施片区项目集群完成投资 level 1400亿元 ge"],
        ),
        # 地区 of 地区生产总值 is no part of the place
        ("服务业增加值占地区生产总值57%。", ["服务业增加值占地区生产总值比重 level 57% eq"]),
        ("在全国省会城市中经济增速继续位居第二。", ["经济增速 rank 2 eq"]),
        ("困难群体人均可支配收入整体越过6500元。", ["困难群体人均可支配收入 level 6500元 gt"]),
        (
            "地区生产总值增长5%以上，加速迈上两千亿元。",
            ["地区生产总值 growth 5% ge", "地区生产总值 level 2000亿元 eq"],
        ),
        ("居民消费价格总水平上升幅度3%左右。", ["居民消费价格总水平 growth 3% about"]),
        ("计划国内生产总值增长9%。", ["国内生产总值 growth 9% eq"]),
        ("经济总量占全省27%。", ["经济总量占全省比重 level 27% eq"]),
        (
            "完成28项主要指标，其中约束性指标8项、预期性指标20项。",
            ["主要指标 level 28项 eq", "约束性指标 level 8项 eq", "预期性指标 level 20项 eq"],
        ),
        (
            "地方财政收入22亿元，按可比口径计算增长16.5%。",
            ["地方财政收入 level 22亿元 eq", "地方财政收入 growth 16.5% eq"],
        ),
        (
            "生产总值超过1.6万亿元，总量翻了近一番。",
            ["生产总值 level 1.6万亿元 gt", "生产总值总量 growth 100% lt"],
        ),
        (
            "居民消费价格上涨5.9%，高出预期目标1.9个点。",
            ["居民消费价格 growth 5.9% eq", "居民消费价格 change 1.9个点 eq"],
        ),
        (
            "生产总值2.7万亿元，增长9.5%；投资规模突破2万亿元。",
            ["生产总值 level 2.7万亿元 eq", "生产总值 growth 9.5% eq", "投资规模 level 2万亿元 gt"],
        ),
        (
            "收入增长9.3%；年初确定的9大类、193项重点改革基本完成。",
            ["收入 growth 9.3% eq", "重点改革基本完成 level 9大类 eq", "重点改革基本完成 level 193项 eq"],
        ),
        (
            "金融、物流、文化产业增加值占生产总值的比重分别达到15%、12%和10%。",
            [
                "金融产业增加值占生产总值的比重 level 15% eq",
                "物流产业增加值占生产总值的比重 level 12% eq",
                "文化产业增加值占生产总值的比重 level 10% eq",
            ],
        ),
        (
            "装备制造业、高新技术产业增加值占规上工业的比重分别达到45.4%、47.8%。",
            [
                "装备制造业增加值占规上工业的比重 level 45.4% eq",
                "高新技术产业增加值占规上工业的比重 level 47.8% eq",
            ],
        ),
        ("人均生产总值在内地大城市中率先突破1万美元。", ["人均生产总值 level 1万美元 gt"]),
        (
            "地区生产总值达到5.53万亿元、稳居全国前十强、增长4.8%。",
            ["地区生产总值 level 5.53万亿元 eq", "地区生产总值 growth 4.8% eq"],
        ),
        (
            "一般公共预算收入、支出增长10%和10.9%。",
            ["一般公共预算收入 growth 10% eq", "一般公共预算支出 growth 10.9% eq"],
        ),
        (
            "6个项目争取到位中央和省预算内资金32.9亿元。",
            [
                "项目争取到位中央和省预算内资金 level 6个 eq",
                "项目争取到位中央和省预算内资金 level 32.9亿元 eq",
            ],
        ),
        ("为地区生产总值翻一番奠定坚实基础。", ["地区生产总值 growth 100% eq"]),
        (
            "商品房销售面积81万平方米，销售额30亿元。",
            ["商品房销售面积 level 81万平方米 eq", "商品房销售额 level 30亿元 eq"],
        ),
        ("压缩行政经费6%用于教育精准扶贫。", ["行政经费 growth -6% eq"]),
        (
            "服务外包执行额增长98%，占全省41.3%。",
            ["服务外包执行额 growth 98% eq", "服务外包执行额占全省比重 level 41.3% eq"],
        ),
        # two verbs side by side name nothing without the noun
        ("开发储备超3000个公益性岗位。", ["开发储备公益性岗位 level 3000个 gt"]),
        ("增设20个急救站。", ["增设急救站 level 20个 eq"]),
        # of what size those are that are counted
        ("新增3户产值上50亿元企业。", ["新增产值上50亿元企业 level 3户 eq"]),
        ("培育4家销售收入过30亿元的企业。", ["培育销售收入过30亿元的企业 level 4家 eq"]),
        ("全市120条河流中仍有15条为黑臭水体。", ["河流 level 120条 eq", "河流 level 15条 eq"]),
        ("居民消费价格指数调控目标控制在103以内。", ["居民消费价格指数 level 103 le"]),
        # when and how it is so doesn't name it
        ("高校毕业生就业率去年底达到90%。", ["高校毕业生就业率 level 90% eq"]),
        ("公交出行分担率尚低于60%。", ["公交出行分担率 level 60% lt"]),
        ("总投资9亿元的青云大桥年底建成通车。", ["青云大桥总投资 level 9亿元 eq"]),
        ("设立总规模25亿元的科技基金。", ["科技基金总规模 level 25亿元 eq"]),
        # the sum of what is new is not new itself
        (
            "新增重点实验室2家、累计达14家。",
            ["新增重点实验室 level 2家 eq", "累计重点实验室 level 14家 eq"],
        ),
        ("推进5个生态产品价值实现机制试点。", ["推进生态产品价值实现机制试点 level 5个 eq"]),
        ("产值过百亿元工业企业增至9家。", ["产值过百亿元工业企业 level 9家 eq"]),
        ("空气质量在全国74个重点城市中列第9位。", ["空气质量 rank 9位 eq"]),
        ("省政府机构由58个精简为44个。", ["省政府机构 level 58个 eq", "省政府机构 level 44个 eq"]),
        (
            "货物进出口占全省比重达29%，对全省增长贡献率达54%。",
            ["货物进出口占全省比重 level 29% eq", "货物进出口对全省增长贡献率 level 54% eq"],
        ),
        ("扶持年产值不足500万元的企业20家。", ["扶持年产值不足500万元的企业 level 20家 eq"]),
        ("完成5%左右的经济预期增速。", ["经济增速 growth 5% about"]),
        (
            "新一代信息技术、新能源、装备产业产值分别增长9%、8%、12%。",
            [
                "新一代信息技术产业产值 growth 9% eq",
                "新能源产业产值 growth 8% eq",
                "装备产业产值 growth 12% eq",
            ],
        ),
        # one noun of two units
        (
            "开工甲地至乙地、丙地至丁地等14条、300公里高速公路。",
            ["开工高速公路 level 14条 eq", "开工高速公路 level 300公里 eq"],
        ),
        # one verb of several things
        (
            "打掉犯罪组织1个、恶势力集团3个。",
            ["打掉犯罪组织 level 1个 eq", "打掉恶势力集团 level 3个 eq"],
        ),
    ],
)
def test_a_result(sentence: str, expected: list[str]) -> None:
    found = measures(review=sentence)
    assert short(found) == expected
    assert {m.period for m in found if m.role == "achieved"} == {"2024"}


@pytest.mark.parametrize(
    "sentence",
    [
        "推进“3+1”改革和“15分钟生活圈”建设。",
        "轨道交通S1线通车，国家4A级景区揭牌。",
        "落实国发〔2022〕2号文件和240小时过境免签政策。",
        "召开第十五届第三次会议，学习二十届三中全会精神。",
        "围绕八个方面、十件实事，做到一张网管全市。",
        "自2021年1月12日起，连续三年保持稳定。",
        "帮扶经营性收入10万元以下的村集体。",
        "开通5G网络，推出2.0升级版。",
        "支持2000吨级航道建设。",
        "继续淘汰10吨以下燃煤锅炉。",
        "做好人均纯收入低于1万元的脱贫人口增收工作。",
        "打造百万人才引进平台，建设千万平米保障房工程。",
        "奋力开创新局面，把新型工业化作为第一推动力。",
        "解决了八亿农民的温饱问题。",
        "如果停留在现有水平上，翻两番就会落空。",
        "我们要在改革开放取得伟大成就的基础上，提前实现翻两番的目标。",
    ],
)
def test_what_is_no_measure(sentence: str) -> None:
    assert short(measures(review=sentence)) == []


def test_a_threshold_belongs_to_the_name() -> None:
    assert short(measures(review="新开工亿元以上项目68个。")) == ["新开工亿元以上项目 level 68个 eq"]


def test_a_target_carries_its_commitment_and_its_year() -> None:
    [target] = measures(plan="力争新增规上工业企业5户以上。")
    assert (target.role, target.period, target.commitment, target.bound) == ("target", "2025", "力争", "ge")
    assert (target.indicator, target.phrase) == ("新增规上工业企业", "5户以上")


def test_a_plan_tells_how_it_is_and_what_is_aimed_at() -> None:
    found = measures(
        plan="我国有2.9亿在校学生，要办好教育。保证每个乡镇至少有2所公办幼儿园。争取今年再有100万人脱贫。"
    )
    assert [(m.phrase, m.role) for m in found] == [
        ("有2.9亿", "context"),
        ("至少有2所", "target"),
        ("今年再有100万人", "target"),
    ]


def test_the_headline_paragraph_holds_targets_with_and_without_figures() -> None:
    found = measures(
        plan="今年全市经济社会发展主要预期目标是：地区生产总值增长6%左右；居民消费价格涨幅控制在3%以内；"
        "城镇新增就业15万人；居民收入增长与经济增长同步；单位地区生产总值能耗降低率完成国家下达目标。"
    )
    assert [(m.headline, m.canonical) for m in found] == [
        (True, "gdp"),
        (True, "cpi"),
        (True, "new_urban_jobs"),
        (True, "residents_income"),
        (True, "energy_intensity_reduction"),
    ]
    assert short(found) == [
        "地区生产总值 growth 6% about",
        "居民消费价格 growth 3% le",
        "城镇新增就业 level 15万人 eq",
        "居民收入 growth  qual",
        "单位地区生产总值能耗降低率 level  qual",
    ]
    assert found[1].direction == "ceiling"


def test_the_phrase_is_what_the_text_says_of_the_figure() -> None:
    found = measures(review="城镇、农村居民收入分别增长5%、6%以上。全市生产总值突破6000亿元。")
    assert [m.phrase for m in found] == ["增长5%以上", "增长6%以上", "突破6000亿元"]


def test_a_year_in_the_sentence_wins_over_the_section() -> None:
    found = measures(plan="到2027年，高新技术企业达到500家。去年新增高新技术企业30家。")
    assert [(m.indicator, m.period, m.role) for m in found] == [
        ("高新技术企业", "2027", "target"),
        ("新增高新技术企业", "2024", "achieved"),
    ]


def test_five_years_and_their_last() -> None:
    head = HEAD.replace("2025", "2022")
    text = (
        f"{head}一、过去五年工作回顾\n五年来，地区生产总值年均增长8.8%。累计新增城镇就业39万人。"
        "一般公共预算收入达到45亿元。\n二、2022年工作安排\n做好今年工作意义重大。\n"
    )
    source = Source(path="x.txt", text=text, format="txt", encoding="utf-8", digest="0" * 64)
    assert [(m.indicator, m.period) for m in measure(outline(source))] == [
        ("地区生产总值", "2017-2021"),
        ("累计新增城镇就业", "2017-2021"),
        ("一般公共预算收入", "2021"),
    ]


def test_what_was_done_over_the_years_and_where_it_stands() -> None:
    text = (
        "近三年，累计引进项目82个，实际到位资金20亿元；城市建成区面积达360平方公里，较“十三五”末增加130平方公里；"
        "国务院各部门取消审批事项692项；2023年以来，开工建设项目50个。"
    )
    found = measures(review=text)
    assert [(m.indicator, m.period) for m in found] == [
        ("累计引进项目", "2022-2024"),
        ("实际到位资金", "2022-2024"),
        ("城市建成区面积", "2024"),
        ("城市建成区面积", "2024"),
        ("国务院各部门取消审批事项", "2022-2024"),
        ("开工建设项目", "2023-2024"),
    ]


def test_the_span_is_the_numeral_in_the_text() -> None:
    text = (
        f"{HEAD}一、2024年工作回顾\n过去一年，**全市生产总值**增长５．５％以上，新增学位2.7万个。\n"
        "二、2025年工作安排\n做好工作。\n"
    )
    start = text.index("**")
    source = Source(
        path="x.md",
        text=text,
        format="md",
        encoding="utf-8",
        digest="0" * 64,
        overlooked=((start, start + 2), (text.index("**", start + 2), text.index("**", start + 2) + 2)),
    )
    found = measure(outline(source))
    assert [text[m.start : m.end] for m in found] == ["５．５", "2.7"]
    assert short(list(found)) == ["生产总值 growth 5.5% ge", "新增学位 level 2.7万个 eq"]


def test_the_bases_of_two_changes_are_no_results() -> None:
    found = measures(review="农村初中和小学公用经费标准分别由375元和225元提高到550元和350元。")
    assert [(m.indicator, m.value, m.role) for m in found] == [
        ("农村初中公用经费标准", 375, "context"),
        ("农村小学公用经费标准", 225, "context"),
        ("农村初中公用经费标准", 550, "achieved"),
        ("农村小学公用经费标准", 350, "achieved"),
    ]


def test_what_the_last_years_brought_is_no_target() -> None:
    found = measures(plan="据不完全统计，近三年城镇新建住宅达三亿平方米；三年内新建住宅三亿平方米。")
    assert [(m.indicator, m.role) for m in found] == [("城镇新建住宅", "context"), ("新建住宅", "target")]


def test_an_expected_target_is_its_indicators() -> None:
    found = measures(plan="今年经济增长的预期目标为5%左右。城镇新增就业预期目标3万人。")
    assert [(m.indicator, m.canonical, m.aspect, m.role) for m in found] == [
        ("经济增长", "gdp", "growth", "target"),
        ("城镇新增就业", "new_urban_jobs", "level", "target"),
    ]


def test_examples_of_having_little_are_better_for_being_many() -> None:
    found = measures(
        plan="新增近零碳排放示范单位20个。建成排放实时监控点60个。单位地区生产总值二氧化碳排放下降3%。"
    )
    assert [(m.indicator, m.direction) for m in found] == [
        ("新增近零碳排放示范单位", "up"),
        ("建成排放实时监控点", "up"),
        ("单位地区生产总值二氧化碳排放", "down"),
    ]


def test_a_plan_recalls_what_was_until_now() -> None:
    found = measures(
        plan="一季度全市地区生产总值下降3%，固定资产投资下降7.2%。外债余额已达到400亿美元。对已建成的20个车站改造升级。"
        "力争一季度地区生产总值增长5%。"
    )
    assert [(m.indicator, float(m.value or 0), m.period, m.role) for m in found] == [
        ("地区生产总值", -3, "2025Q1", "context"),
        ("固定资产投资", -7.2, "2025", "context"),
        ("外债余额", 400, "2025", "context"),
        ("对已建成的车站改造升级", 20, "2025", "target"),
        ("地区生产总值", 5, "2025Q1", "target"),
    ]


def test_a_part_of_the_reports_year_has_results() -> None:
    found = measures(review="2024年轻工业总产值增长9.6%，今年上半年又比去年同期增长24.2%。")
    assert [(m.indicator, float(m.value or 0), m.period, m.role) for m in found] == [
        ("轻工业总产值", 9.6, "2024", "achieved"),
        ("轻工业总产值", 24.2, "2025H1", "achieved"),
    ]
