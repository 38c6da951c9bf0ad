"""What the command line says to the person before it, in simplified and traditional Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping

from tonecheck.values import dataclass

LANGUAGES = ("zh-hans", "zh-hant", "en")
_TRADITIONAL = ("zh_tw", "zh_hk", "zh_mo", "zh_hant")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language. Where a phrase counts, it is a pair: for one, and for `{n}`."""

    severities: Mapping[str, str]
    counts: Mapping[str, tuple[str, str]]
    reason: str
    reaction: str
    replies: str
    additions: str
    unreviewed: tuple[str, str]
    all_reviewed: str
    to_fill: str
    ask: str
    ask_one: str
    ask_none: str
    ask_help: str
    ask_edit: str
    asked: tuple[str, str]
    unasked: str
    stopped: str
    interrupted: str
    fill_in: str
    scene_must: str
    scene_late: str
    scene_fact: str
    scene_script: str
    scene_off: str
    scene_only: str
    joint: str
    stop: str
    clean: str
    ready: str
    ready_of: str
    too_long: str
    changed: str
    drafts: str
    fixable: tuple[str, str]
    by_hand: tuple[str, str]
    no_fault: tuple[str, str]
    faults: tuple[str, str]
    series: str
    off: tuple[str, str]
    reader_off: str
    config_file: str
    no_config: str
    default: str
    in_force: str
    rules: tuple[str, str]
    builtin_pack: str
    started: str
    terms: Mapping[str, str]
    table: str
    new_rules: str
    changed_rules: str
    missing_rules: str
    to_mend: str
    next_step: str

    def count(self, n: int, pair: tuple[str, str]) -> str:
        """The phrase for `n`."""
        return pair[n != 1].replace("{n}", str(n))


_HANS = Phrases(
    severities={"error": "错误", "warning": "警告", "info": "提示"},
    counts={"error": ("1 个错误", "{n} 个错误"), "warning": ("1 个警告", "{n} 个警告"), "info": ("1 个提示", "{n} 个提示")},
    reason="原因",
    reaction="客户感受",
    replies="可以改说",
    additions="可以加上",
    unreviewed=("1 处繁体没有人看过", "{n} 处繁体没有人看过"),
    all_reviewed="每一句的繁体都有人看过",
    to_fill="{name}：发出以前请填好 {names}。",
    ask="1 到 {n} 换上，e 自己改，s 跳过，q 结束：",
    ask_one="1 换上，e 自己改，s 跳过，q 结束：",
    ask_none="e 自己改，s 跳过，q 结束：",
    ask_help="请输入：数字=换上这一句，e=自己改，s 或回车=跳过，q=结束（已选的写入文件），Ctrl-C=不写入",
    ask_edit="改为：",
    asked=("{name}：改了 1 处，已写入。", "{name}：改了 {n} 处，已写入。"),
    unasked="{name}：没有改动。",
    stopped="已结束，后面的没有看。",
    interrupted="已中断；{name} 没有写入。",
    scene_must="要说",
    scene_late="时限",
    scene_fact="另外",
    scene_script="范例",
    scene_off="停用",
    scene_only="只在此处",
    fill_in="（先填好【…】）",
    joint="，",
    stop="。",
    clean="{name}：没有问题，可以发。",
    ready="可以这样发：",
    ready_of="{name} 可以这样发：",
    too_long="改好的全文较长：用 --diff 查看，或用 --fix 写回文件。",
    changed="{name} 已改写：",
    drafts="{n} 份草稿，{clean} 份没有问题",
    fixable=("--fix 可以改写 1 句", "--fix 可以改写 {n} 句"),
    by_hand=("1 句要您自己改", "{n} 句要您自己改"),
    no_fault=("1 条规则，没有错误", "{n} 条规则，没有错误"),
    faults=("1 处错误", "{n} 处错误"),
    series="、",
    off=("按 {file} 的设置停用了 1 条规则：{names}", "按 {file} 的设置停用了 {n} 条规则：{names}"),
    reader_off="按 {file} 的设置停用了阅读器",
    config_file="设置文件：{name}",
    no_config="没有设置文件，用自带的规则；要新建一份：tonecheck config --init",
    default="默认",
    in_force="{n} 条规则生效，{off} 条停用",
    rules=("1 条规则", "{n} 条规则"),
    builtin_pack="物业服务（自带，默认）",
    started="{name} 已建好，按需要去掉行首的 # 即可；随时用 tonecheck config 查看生效的设置",
    terms={"own": "自己的规则", "replaces the one below": "代替原有规则"},
    table="{name}：{rules}",
    new_rules="新增：{ids}",
    changed_rules="改动：{ids}",
    missing_rules="自带规则里有而表格里没有：{ids}；要停用就写进 tonecheck.yaml 的 off",
    to_mend="要看一看：{fault}",
    next_step="下一步：在 tonecheck.yaml 里写上 rules: [{name}]（没有这个文件就先运行 tonecheck config --init），然后照常检查草稿",
)
_HANT = Phrases(
    severities={"error": "錯誤", "warning": "警告", "info": "提示"},
    counts={"error": ("1 個錯誤", "{n} 個錯誤"), "warning": ("1 個警告", "{n} 個警告"), "info": ("1 個提示", "{n} 個提示")},
    reason="原因",
    reaction="客戶感受",
    replies="可以改說",
    additions="可以加上",
    unreviewed=("1 處繁體沒有人看過", "{n} 處繁體沒有人看過"),
    all_reviewed="每一句的繁體都有人看過",
    to_fill="{name}：傳送以前請填好 {names}。",
    ask="1 到 {n} 換上，e 自己改，s 略過，q 結束：",
    ask_one="1 換上，e 自己改，s 略過，q 結束：",
    ask_none="e 自己改，s 略過，q 結束：",
    ask_help="請輸入：數字=換上這一句，e=自己改，s 或 Enter=略過，q=結束（已選的寫入檔案），Ctrl-C=不寫入",
    ask_edit="改為：",
    asked=("{name}：改了 1 處，已寫入。", "{name}：改了 {n} 處，已寫入。"),
    unasked="{name}：沒有改動。",
    stopped="已結束，後面的沒有看。",
    interrupted="已中斷；{name} 沒有寫入。",
    scene_must="要說",
    scene_late="時限",
    scene_fact="另外",
    scene_script="範例",
    scene_off="停用",
    scene_only="只在此處",
    fill_in="（先填好【…】）",
    joint="，",
    stop="。",
    clean="{name}：沒有問題，可以傳送。",
    ready="可以這樣傳送：",
    ready_of="{name} 可以這樣傳送：",
    too_long="改好的全文較長：用 --diff 查看，或用 --fix 寫回檔案。",
    changed="{name} 已改寫：",
    drafts="{n} 份草稿，{clean} 份沒有問題",
    fixable=("--fix 可以改寫 1 句", "--fix 可以改寫 {n} 句"),
    by_hand=("1 句要您自己改", "{n} 句要您自己改"),
    no_fault=("1 條規則，沒有錯誤", "{n} 條規則，沒有錯誤"),
    faults=("1 處錯誤", "{n} 處錯誤"),
    series="、",
    off=("依 {file} 的設定停用了 1 條規則：{names}", "依 {file} 的設定停用了 {n} 條規則：{names}"),
    reader_off="依 {file} 的設定停用了閱讀器",
    config_file="設定檔：{name}",
    no_config="沒有設定檔，使用內建的規則；要新建一份：tonecheck config --init",
    default="預設",
    in_force="{n} 條規則生效，{off} 條停用",
    rules=("1 條規則", "{n} 條規則"),
    builtin_pack="物業服務（內建，預設）",
    started="{name} 已建好，視需要去掉行首的 # 即可；隨時用 tonecheck config 檢視生效的設定",
    terms={"own": "自己的規則", "replaces the one below": "取代原有規則"},
    table="{name}：{rules}",
    new_rules="新增：{ids}",
    changed_rules="改動：{ids}",
    missing_rules="內建規則裡有而表格裡沒有：{ids}；要停用就寫進 tonecheck.yaml 的 off",
    to_mend="要看一看：{fault}",
    next_step="下一步：在 tonecheck.yaml 裡寫上 rules: [{name}]（沒有這個檔案就先執行 tonecheck config --init），然後照常檢查草稿",
)
_EN = Phrases(
    severities={"error": "error", "warning": "warning", "info": "info"},
    counts={"error": ("1 error", "{n} errors"), "warning": ("1 warning", "{n} warnings"), "info": ("1 info", "{n} infos")},
    reason="Reason",
    reaction="Customer",
    replies="Say",
    additions="Add",
    unreviewed=("1 traditional wording was not looked at", "{n} traditional wordings were not looked at"),
    all_reviewed="every traditional wording was looked at",
    to_fill="{name}: fill in {names} before you send it.",
    ask="1 to {n} takes a reply, e edits, s skips, q ends:",
    ask_one="1 takes the reply, e edits, s skips, q ends:",
    ask_none="e edits, s skips, q ends:",
    ask_help="A number takes that reply, e edits, s or Enter skips, q ends and writes what was chosen, Ctrl-C writes nothing.",
    ask_edit="Instead:",
    asked=("{name}: 1 change written.", "{name}: {n} changes written."),
    unasked="{name}: nothing changed.",
    stopped="Ended; the rest was not looked at.",
    interrupted="Interrupted; {name} was not written.",
    scene_must="Say",
    scene_late="By when",
    scene_fact="Besides",
    scene_script="Example",
    scene_off="Off",
    scene_only="Only here",
    fill_in=" (fill in 【…】 first)",
    joint=", ",
    stop=".",
    clean="{name}: nothing found, ready to send.",
    ready="Ready to send:",
    ready_of="{name}, ready to send:",
    too_long="The rewritten draft is long: see it with --diff, or write it to the file with --fix.",
    changed="{name} was rewritten:",
    drafts="{n} drafts, {clean} with nothing found",
    fixable=("--fix can rewrite 1 sentence", "--fix can rewrite {n} sentences"),
    by_hand=("1 sentence needs your own words", "{n} sentences need your own words"),
    no_fault=("1 rule, no fault", "{n} rules, no fault"),
    faults=("1 fault", "{n} faults"),
    series=", ",
    off=("{file} switches 1 rule off: {names}", "{file} switches {n} rules off: {names}"),
    reader_off="{file} switches the reader off",
    config_file="configuration: {name}",
    no_config="no configuration; the built-in rules hold. To begin one: tonecheck config --init",
    default="default",
    in_force="{n} rules in force, {off} off",
    rules=("1 rule", "{n} rules"),
    builtin_pack="property management (built in, the default)",
    started="{name} is there; take away the # where you need a line, and see what is in force with: tonecheck config",
    terms={},
    table="{name}: {rules}",
    new_rules="new: {ids}",
    changed_rules="changed: {ids}",
    missing_rules="built in, but not in the table: {ids}; to switch them off, name them in tonecheck.yaml under 'off'",
    to_mend="look at: {fault}",
    next_step="next: write rules: [{name}] into tonecheck.yaml (tonecheck config --init makes one), then check drafts as ever",
)
PHRASES: Mapping[str, Phrases] = {"zh-hans": _HANS, "zh-hant": _HANT, "en": _EN}


def language_of(environment: Mapping[str, str]) -> str:
    """The language that LC_ALL, LC_MESSAGES or LANG asks for, the first that is set; English for C and for all others."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environment.get(name, "").lower().replace("-", "_"):
            if locale.startswith(_TRADITIONAL):
                return "zh-hant"
            return "zh-hans" if locale.split("_")[0].split(".")[0] == "zh" else "en"
    return "en"
