"""What is said about a rulebook, in plain Chinese: by the English wording, with the same names in braces."""

from __future__ import annotations

from collections.abc import Mapping

CHINESE: Mapping[str, str] = {
    "": "",
    # --- what stands in a message
    " (did you mean '{near}'?)": "（您是不是要写“{near}”？）",
    "; known: {known}": "；可以写的有：{known}",
    "'{text}'": "“{text}”",
    "keys and values": "“键: 值”",
    "a list": "一个列表",
    "nothing": "空白",
    "a phrase": "短语",
    "a word": "词",
    "a scene": "场景",
    "a reply": "回复",
    "an example": "例句",
    "text": "文字",
    "id": "id",
    "version": "version",
    "deprecated": "deprecated",
    "zh": "zh",
    "en": "en",
    "tw": "tw",
    "hk": "hk",
    "scope": "范围",
    "severity": "严重程度",
    "veto": " veto 值",
    "once": " once 值",
    "manner": " manner 值",
    "whole": " whole 值",
    "move": " move 值",
    "standalone": " standalone 值",
    "default": " default 值",
    "guard": "守卫",
    "scene": "场景",
    "class": "词类",
    "slot": "填空",
    "good example": "好例句",
    "reply": "回复",
    "no bad and no good example": "没有坏例句，也没有好例句",
    "no bad example": "没有坏例句",
    "no good example": "没有好例句",
    "time": "时限",
    # --- scenes
    "'unreviewed' names tw or hk, where such a wording stands; found '{name}'":
        "“unreviewed”里写 tw 或 hk，并且要有相应的文字；现在是“{name}”",
    "'{text}' has no wording of its own for {region}; write it under '{key}'": "“{text}”没有{region}用的文字；请写在“{key}”下面",
    "'{text}' for {region} was not looked at; mend it, then take '{key}' out of 'unreviewed'":
        "{region}用的“{text}”还没有人看过；请改好，再把“{key}”从“unreviewed”里去掉",
    "Taiwan": "台湾",
    "Hong Kong": "香港",
    "good example '{text}' is found in scene {scene}; mend the phrases, or take it out":
        "好例句“{text}”在场景 {scene} 里被查出来了；请修改短语，或者去掉这一句",
    "bad example '{text}' lacks nothing in scene {scene}; mend the phrases, or take it out":
        "坏例句“{text}”在场景 {scene} 里什么也不缺；请修改短语，或者去掉这一句",
    "adding '{text}' does not mend '{example}'; let one of the phrases find it":
        "加上“{text}”以后，“{example}”仍然不够；请让某条短语认得它",
    "unknown place '{place}'{guess}": "没有“{place}”这个位置{guess}",
    "neither 'said' nor 'time'; write how one knows that a draft has it": "既没有“said”，也没有“time”；请写明怎样才算说了",
    "'{time}' is no time limit; write one such as 24小时, 3天 or 当天": "“{time}”不是时限；请写 24小时、3天 或 当天 这样的",
    "an id here is {kind}- and lower-case words, such as {kind}-deadline": "这里的 id 是“{kind}-”加小写英文词，例如 {kind}-deadline",
    "this id stands already in scene {scene}; rename one": "场景 {scene} 里已经有这个 id；请给其中一个改名",
    "'{name}' is true or false, not '{value}'": "“{name}”只能是 true 或 false，不能是“{value}”",
    # --- files
    "cannot be read: {reason}": "读不了：{reason}",
    "not UTF-8 (byte {number}); save it as UTF-8": "不是 UTF-8 编码（第 {number} 个字节）；请另存为 UTF-8",
    "no rule in it; write at least one under 'rules:'": "里面没有规则；请在“rules:”下面至少写一条",
    "no rulebook in this folder; expected files that end in .yaml": "这个文件夹里没有规则文件；规则文件以 .yaml 结尾",
    "no such rulebook; give a .yaml file or a folder of them": "没有这个规则文件；请给出 .yaml 文件或放它们的文件夹",
    # --- spelling
    "a tab; indent with blanks": "行首用了制表符（Tab）；请改用空格",
    "the colon after '{key}' is full-width (：); write a half-width one and a blank: '{key}: …'":
        "“{key}”后面用了全角冒号；请改成半角冒号加一个空格，写“{key}: …”",
    "the colon after '{key}' is missing; write '{key}: …'": "“{key}”后面少了冒号；请写“{key}: …”",
    "a blank is missing after '-'; write '- id: …'": "“-”后面少了一个空格；请写“- id: …”",
    "a blank is missing after the colon; write '{key}: …'": "冒号后面少了一个空格；请写“{key}: …”",
    "text that begins with '{mark}' needs quotation marks: \"{mark}…\"": "以“{mark}”开头的文字要放进英文引号里：\"{mark}…\"",
    "a full-width mark between two items; write a half-width comma: [\"…\", \"…\"]": "两项之间用了全角标点；请改成半角逗号：[\"…\", \"…\"]",
    "text after the closing quotation mark; put all of it between the marks": "引号关上以后还有字；请把整句都放进引号里",
    "text with a colon and a blank in it needs quotation marks: \"…\"": "文字里有冒号加空格，整句要放进英文引号里：\"…\"",
    "a control character; delete it": "有一个看不见的控制字符；请删掉",
    "'\\' is special between double quotation marks; use single ones": "双引号里的“\\”有特别的意思；请改用单引号",
    "the quotation mark opened here is not closed": "这里的引号没有关上；请补上另一半",
    "'---' begins a second document; take the line out": "“---”会另起一份文件；请删掉这一行",
    "'{opening}' is not closed; '{closing}' is missing": "“{opening}”没有关上；少了“{closing}”",
    "not indented like its neighbours; begin as far to the right as they do": "缩进和上下行对不齐；请和同级的行从同一列开始",
    "not valid YAML: {problem}": "不是正确的 YAML：{problem}",
    "not valid YAML: {problem}; check indentation, quotes and colons here": "不是正确的 YAML（{problem}）；请检查这里的缩进、引号和冒号",
    # --- keys and values
    "expected keys and values, found {found}": "这里要写“键: 值”，现在是{found}",
    "unknown key '{key}'{guess}": "没有“{key}”这个键{guess}",
    "key '{key}' stands twice; keep one": "“{key}”写了两次；请只留一个",
    "key '{key}' is missing": "少了“{key}”；请补上",
    "expected a list, found {found}": "这里要写一个列表，现在是{found}",
    "{what} must be text, found {found}": "{what}必须是文字，现在是{found}；请把整句放进引号里",
    "unknown {what} '{name}'{guess}": "没有“{name}”这个{what}{guess}",
    "has no words; write at least one": "里面没有词；请至少写一个",
    "a quotation mark within a line ({word}); put every word that needs one on a line of its own":
        "一行中间出现了引号（{word}）；要加引号的词请单独写一行",
    "an id is lower-case letters, digits and single hyphens, such as taboo-busy": "id 只能用小写英文字母、数字和单个连字符，例如 taboo-busy",
    "this id stands already at {place}; rename one": "这个 id 在 {place} 已经用过；请改一个",
    "'match' is empty; write at least one phrase": "“match”是空的；请至少写一个短语",
    "'{text}' is no day; write year, month and day: 2026-01-31": "“{text}”不是日期；请按年月日写，例如 2026-01-31",
    "ends before it begins; valid_from is {begin}": "结束在开始之前；valid_from 是 {begin}",
    "scene '{scene}' is both 'off' and 'only'; keep one": "场景“{scene}”同时写在“off”和“only”里；请只留一处",
    "version '{one}' here, but '{other}' at {place}; a rulebook has one": "这里的版本是“{one}”，{place} 是“{other}”；一套规则只有一个版本",
    "renamed_from '{old}' is the id of a rule at {place}; take one out": "renamed_from 里的“{old}”还是 {place} 那条规则的 id；请去掉一个",
    "renamed_from '{old}' stands at rule '{other}' already; keep one": "renamed_from 里的“{old}”在规则“{other}”里已经写过；请只留一处",
    "'default' is {one} here, but {other} at {place}; a guard has one": "这里的 default 是 {one}，{place} 是 {other}；同一个守卫只能有一种",
    "'@{name}' includes itself; take it out": "词类“@{name}”里又写了它自己；请去掉",
    "'@{name}' includes '@{mine}' again; take one of them out": "“@{name}”里又用到“@{mine}”，绕成了圈；请去掉一个",
    "no phrase captures {name}{guess}; write {name} into a phrase, or take it out of the reply":
        "没有短语能填上 {name}{guess}；请把 {name} 写进一个短语，或从回复里去掉",
    "'{text}' stands in Chinese quotation marks, which would be part of it; write \"{inner}\"":
        "{text} 用了中文引号，引号会被当成短语的一部分；请写 \"{inner}\"",
    # --- configurations
    "it": "它",
    "a reason": "理由",
    "no such configuration; give a tonecheck.yaml, or a pyproject.toml with [tool.tonecheck]":
        "没有这个配置文件；请给出 tonecheck.yaml，或写有 [tool.tonecheck] 的 pyproject.toml",
    "no table [tool.tonecheck] in it; add one, or give a tonecheck.yaml": "里面没有 [tool.tonecheck] 这一节；请加上，或给出 tonecheck.yaml",
    "no rule in force; extend a pack (extends: builtin) or name rules of your own":
        "没有一条规则在用；请沿用一套规则（extends: builtin），或写上自己的规则",
    "unknown pack '{name}'{guess}": "没有“{name}”这套规则{guess}",
    "'{name}' extends itself through this file; take one of them out": "“{name}”通过这个文件又沿用了自己；请去掉一个",
    "no rule '{name}'{guess}": "没有“{name}”这条规则{guess}",
    "; packs: {packs}; or a file, or none": "；自带的有：{packs}；也可以写文件，或写 none",
    "; see: tonecheck rules list": "；用 tonecheck rules list 可以看到全部规则",
    "'only' is for packs; switch rules off by name under 'off:'": "“only”只能用在自带的规则包里；要停用规则，请把 id 写在“off:”下面",
    "no such rulebook '{name}'; give a .yaml file or a folder of them": "没有“{name}”这个规则文件；请给出 .yaml 文件或放它们的文件夹",
    "not valid TOML: {problem}; check quotes and brackets here": "不是正确的 TOML（{problem}）；请检查这里的引号和括号",
    # --- patterns
    "in '{pattern}' at character {number}: {problem}": "“{pattern}”的第 {number} 个字：{problem}",
    "in '{pattern}': {problem}": "“{pattern}”：{problem}",
    "has no words of its own, so it would match everything; write at least one word": "没有自己的词，什么话都会碰上；请至少写一个词",
    "'<' opens '<!…>', words that must not stand here": "“<”只用来写“<!…>”，表示后面不能跟的词",
    "expected a class name after '@', such as @we": "“@”后面要写词类的名字，例如 @we",
    "expected a slot name after '{opening}', such as {example}": "“{opening}”后面要写名字，例如 {example}",
    "a slot name has no hyphen; write '{slot}'": "这里的名字不能有连字符；请写“{slot}”",
    "slot '{name}' is not closed; write '{slot}'": "“{name}”没有关上；请写“{slot}”",
    "'{mark}' closes nothing; was its opening bracket forgotten?": "“{mark}”前面没有对应的另一半括号；请补上或删掉",
    "an alternative is empty; for something that may be missing write (…)": "“|”旁边是空的；可有可无的词请写成 (…)",
    "a gap of {most} characters; write ~1 to ~{limit}, or ~~1 to ~~24": "间隔 {most} 个字太多或太少；请写 ~1 到 ~{limit}，或 ~~1 到 ~~24",
    "unknown class '@{name}'{guess}": "没有“@{name}”这个词类{guess}",
    "unknown class '@{name}'; classes stand under 'lexicon:'": "没有“@{name}”这个词类；词类写在“lexicon:”下面",
    "'{pattern}' could run long; write fewer or shorter gaps": "“{pattern}”可能要算很久；请少写几个间隔，或写短一点",
    "slot '{slot}' stands twice; keep one": "“{slot}”出现了两次；请只留一个",
    "what must not precede has one length each; take out gaps, options and blanks":
        "开头的“<!…>”里只能写现成的词；请去掉间隔、可选部分和空格",
    "'{pattern}' has no word that must stand in the text; write one outside (…)": "“{pattern}”里没有一个必须出现的词；请在 (…) 外面写一个",
    "'{pattern}' cannot be run ({reason}); take it apart into several": "“{pattern}”运行不了（{reason}）；请拆成几个短语",
    # --- proofs
    "{lacking}; with both, this check can prove the rule": "{lacking}；两种都写上，这项检查才能证明规则管用",
    "'{text}' stands under 'bad' and under 'good'; keep one": "“{text}”既写在“bad”里，又写在“good”里；请只留一处",
    "the bad example '{text}' is not found; write a phrase that finds it, or move it to 'good'":
        "坏例句“{text}”没有被查出来；请写一个能查到它的短语，或移到“good”里",
    "the bad example '{text}' is cleared by this rule's 'unless'; make the 'unless' narrower":
        "坏例句“{text}”被这条规则自己的“unless”放过了；请把“unless”写窄一点",
    "the bad example '{text}' is cleared because its words cut a longer word; take 'veto' out":
        "坏例句“{text}”被放过了，因为短语切开了一个更长的词；请去掉“veto”",
    "the bad example '{text}' is cleared by the guard '{guard}'; reword it, or write 'guards: [-{guard}]'":
        "坏例句“{text}”被守卫“{guard}”放过了；请换一句，或写“guards: [-{guard}]”",
    "the good example '{text}' is found ('{excerpt}'); write an 'unless' for it, or a longer phrase":
        "好例句“{text}”也被查出来了（“{excerpt}”）；请为它写一个“unless”，或把短语写长一点",
    "the good example '{text}' names the guard '{guard}', but '{saved}' saves it; write guard: {saved}":
        "好例句“{text}”写的守卫是“{guard}”，其实放过它的是“{saved}”；请写 guard: {saved}",
    "the good example '{text}' names the guard '{guard}', but no phrase finds it, so nothing is saved;"
    " take the guard out, or use the rule's words":
        "好例句“{text}”写了守卫“{guard}”，可是没有短语会查到它，用不着放过；请去掉守卫，或换成含有规则用词的句子",
    "the good example '{text}' is saved by '{saved}'; say so: {written}": "好例句“{text}”是被“{saved}”放过的；最好写明：{written}",
    "the reply '{text}' says 你; 您 is the polite form": "回复“{text}”里用了“你”；用“您”更有礼貌",
    "the reply '{text}' is found itself ('{excerpt}'), so it is never offered; reword it":
        "回复“{text}”自己就会被查出来（“{excerpt}”），所以不会给出；请换一种说法",
    "the {what} '{text}' is a bad example of rule '{other}' ({place}); the two contradict each other, keep one":
        "{what}“{text}”在规则“{other}”里是坏例句（{place}）；两条规则互相矛盾，请只留一处",
    "the {what} '{text}' breaks rule '{other}' ('{excerpt}'); reword it, or give '{other}' an 'unless'":
        "{what}“{text}”违反规则“{other}”（“{excerpt}”）；请换一种说法，或给“{other}”加一个“unless”",
    "the phrase '{pattern}' can never match, not even '{sample}'; take out what contradicts itself":
        "短语“{pattern}”什么也查不到，连“{sample}”也查不到；请去掉自相矛盾的部分",
    "the phrase '{pattern}' finds many polite sentences, such as '{example}'; write more words around it":
        "短语“{pattern}”太宽，许多得体的话也会被查到，例如“{example}”；请在前后多写几个词",
    "the phrase '{pattern}' stands already at {place}; keep one": "短语“{pattern}”在 {place} 已经有了；请只留一个",
    "can never fire: no phrase begins with one of 'typed' ({typed})": "这条规则永远查不到：没有一个短语以“typed”里的字（{typed}）开头",
    "can never fire: 'unless' clears whatever the phrases find, such as '{sample}'; make '{pattern}' longer":
        "这条规则永远查不到：短语查到的（例如“{sample}”）全被“unless”放过；请把“{pattern}”写长一点",
    "hidden by rule '{other}' ({place}), which finds all that this one finds; make '{other}' narrower, or put the two together":
        "被规则“{other}”（{place}）盖住了：这条能查到的它都查得到；请把“{other}”写窄一点，或把两条合成一条",
    "the guard '{guard}' protects every rule already; take it out": "守卫“{guard}”本来就保护每条规则；请去掉",
    "the guard '{guard}' does not protect this rule anyway; take '-{guard}' out": "守卫“{guard}”本来就不保护这条规则；请去掉“-{guard}”",
    "the guard '{guard}' saves none of the good examples; add one, or take the guard out":
        "守卫“{guard}”没有放过任何一句好例句；请补一句，或去掉这个守卫",
    "no rule asks for this guard, so it never saves anything; name it under 'guards:' of a rule, or take it out":
        "没有规则用到这个守卫，它什么也放不过；请写进某条规则的“guards:”，或去掉",
    "this guard saves none of the good examples of any rule; add one ({written}), or take it out":
        "这个守卫没有放过任何规则的好例句；请补一句（{written}），或去掉",
    # The rulebook as a table, and for other tools.
    "unknown severity '{name}'{guess}": "没有“{name}”这个严重程度{guess}",
    "'{text}' is neither {yes} nor {no}": "“{text}”既不是“{yes}”也不是“{no}”",
    "a second value for the same rule; keep one": "同一条规则写了两个不同的内容；请只留一个",
    "number {number} stands twice; number the replies 1. 2. 3.": "号码 {number} 用了两次；请按 1. 2. 3. 编号",
    "number the replies here as in '{header}': 1. … 2. …": "这里的回答也要像“{header}”那样编号：1. … 2. …",
    "reply {number} is not in '{header}'; write it there, or number it as there": "“{header}”里没有第 {number} 句；请在那里补上，或改成同样的号码",
    "a wording without a reply; write it under '{header}' too": "有地区说法却没有对应的回答；请在“{header}”里也写上",
    "no rule in it; write at least one under '{header}'": "里面没有规则；请在“{header}”一栏至少写一条",
    "no column '{header}'": "没有“{header}”这一栏",
    "words without a class; write its name, such as we": "有词却没有词类；请写上词类的名字，例如 we",
    "column '{header}' stands twice; keep one": "“{header}”这一栏出现了两次；请只留一栏",
    "a formula; write the text itself": "这里是公式；请直接写文字",
    "Sheet {cell}: column '{header}' is no part of a rule, left out": "Sheet {cell}：“{header}”不是规则的内容，没有导入",
    "Sheet {cell}: without an id; it is now {id}": "Sheet {cell}：没有编号，已编为 {id}",
    "'{key}' of this rulebook is not in a table; keep it in YAML": "这份规则自己的“{key}”表格里放不下，请留在 YAML 文件里",
    "'lexicon' of this rulebook is not in a CSV file; export to .xlsx": "这份规则自己的“lexicon”在 CSV 里放不下，请导出为 .xlsx",
    "what is off is not in a table; keep it in tonecheck.yaml (off: {ids})": "停用了哪些规则不写在表格里，请留在 tonecheck.yaml 里（off: {ids}）",
    "'{key}' of replies is not in a table; keep it in YAML": "回答的“{key}”表格里放不下，请留在 YAML 文件里",
    "lost: guards, exceptions and scenes; whatever holds the words is stopped, a quotation or an offer of help as well":
        "带不过去：守卫、例外和场景；只要含有这些词就会被拦，引用别人的话、主动帮忙的话也一样",
    "lost: replies and reasons; a word list has none": "带不过去：建议的回答和原因；词表里没有",
    "lost: traditional and Cantonese spellings, blanks and particles between the words": "带不过去：繁体和粤语写法，词中间的空格和语气词",
    "to fill in: 'applicable_range', the members or departments that the list is for": "还要填：“applicable_range”，即这份词表管哪些成员或部门",
    "{id}: left out; a hint, and WeCom can only stop or warn": "{id}：没有带上；它只是提示，企业微信只能拦截或提醒",
    "{n} lists: WeCom takes {most}": "多出 {n} 份词表：企业微信最多收 {most} 份",
    "{id}: {n} of {all} phrases left out ({reasons})": "{id}：{all} 条说法里有 {n} 条没有带上（{reasons}）",
    "{all}, {one}": "{all}、{one}",
    "too short or too long for a word": "太短或太长，不宜做敏感词",
    "too many ways of saying it": "说法太多，列不完",
    "a gap": "中间可以隔字",
    "a slot": "有要填的内容",
    "the edge of a clause": "限定在分句开头或结尾",
    "words that must not stand beside it": "限定前后不能有某些词",
    "lost: guards, exceptions and scenes; whatever holds the words is marked, a quotation or an offer of help as well":
        "带不过去：守卫、例外和场景；只要含有这些词就会标出来，引用别人的话、主动帮忙的话也一样",
    "lost: severities; prh knows one": "带不过去：严重程度；prh 只有一种",
    "lost: slots; one reply that needs nothing of the draft stands for all": "带不过去：要填的内容；只用一句不用填的回答代替",
    "{id}: left out; no reply that needs nothing of the draft": "{id}：没有带上；没有一句不用填的回答",
    "{id}: left out; off by configuration": "{id}：没有带上；按设置停用了",
    "{id}: left out; it holds only as typed, or in one scene": "{id}：没有带上；它只管特定写法或一个场景",
}
