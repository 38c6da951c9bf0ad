// What the pages say: simplified, traditional, English. `$1`, `$2` stand for what is filled in.
export const LANGUAGES = { "zh-hans": "简体中文", "zh-hant": "繁體中文", en: "English" };
export const TAGS = { "zh-hans": "zh-Hans", "zh-hant": "zh-Hant", en: "en" };

const WORDS = {
  skip_draft: ["跳到草稿", "跳到草稿", "Skip to the draft"],
  skip_insights: ["跳到数字", "跳到數字", "Skip to the figures"],
  nav_draft: ["写稿", "寫稿", "Draft"],
  nav_insights: ["看板", "看板", "Insights"],
  language: ["语言", "語言", "Language"],
  draft_title: ["发出之前，先看一眼", "發出之前，先看一眼", "Look once before you send"],
  token: ["令牌", "權杖", "Token"],
  token_help: ["这台服务要令牌才能用，由管理员发放。只留到您关闭这个页面为止。", "這台服務要權杖才能用，由管理員發放。只留到您關閉這個頁面為止。",
    "This server wants a token; the administrator gives them out. It is kept until you close this tab."],
  token_use: ["使用", "使用", "Use it"],
  token_wrong: ["令牌不对，或者已经停用。请再输入一次，或向管理员要一个新的。", "權杖不對，或者已經停用。請再輸入一次，或向管理員要一個新的。",
    "The token is wrong or was revoked. Please enter it again, or ask the administrator for a new one."],
  scene: ["场景", "場景", "Scene"],
  scene_any: ["不限", "不限", "Any"],
  channel: ["渠道", "管道", "Channel"],
  channel_any: ["随场景", "依場景", "As the scene"],
  channel_chat: ["聊天", "聊天", "Chat"],
  channel_phone: ["电话", "電話", "Telephone"],
  channel_counter: ["柜台", "櫃檯", "Counter"],
  channel_mail: ["邮件", "郵件", "Mail"],
  channel_notice: ["公告", "公告", "Notice"],
  audience: ["客户", "客戶", "Customer"],
  audience_default: ["一般", "一般", "Anybody"],
  audience_elder: ["长辈", "長輩", "An elder"],
  audience_young: ["年轻人", "年輕人", "A young person"],
  script: ["建议用字", "建議用字", "Script of replies"],
  script_auto: ["随草稿", "依草稿", "As the draft"],
  script_hans: ["简体", "簡體", "Simplified"],
  "script_hant-tw": ["繁体（台湾）", "繁體（台灣）", "Traditional (Taiwan)"],
  "script_hant-hk": ["繁体（香港）", "繁體（香港）", "Traditional (Hong Kong)"],
  draft: ["草稿", "草稿", "Draft"],
  placeholder: ["在这里写，或粘贴要发给客户的话。", "在這裡寫，或貼上要傳給客戶的話。", "Write here, or paste what you are about to send."],
  copy: ["复制", "複製", "Copy"],
  undo: ["撤销改写", "復原改寫", "Undo the reply"],
  clear: ["清空", "清空", "Clear"],
  privacy: ["文字只发给这台服务来检查，这个页面不保存。", "文字只傳給這台服務來檢查，這個頁面不保存。",
    "The text goes to this server alone, to be checked; this page does not keep it."],
  found_title: ["需要留意的地方", "需要留意的地方", "What to look at"],
  nothing_yet: ["写下草稿后，可能让客户不快的说法会列在这里，旁边有可以换上的说法。", "寫下草稿後，可能讓客戶不快的說法會列在這裡，旁邊有可以換上的說法。",
    "What may hurt the customer is listed here as you write, with what to say instead."],
  nothing_found: ["没有。可以发了。", "沒有。可以發了。", "Nothing. It can go."],
  not_checked: ["还没有检查。", "還沒有檢查。", "Not checked yet."],
  whole_title: ["全文改写", "全文改寫", "Rewritten whole"],
  take_whole: ["换上全文", "換上全文", "Take all of it"],
  copy_whole: ["复制改写后的全文", "複製改寫後的全文", "Copy the rewritten text"],
  error: ["先别发", "先別發", "Do not send"],
  warning: ["请再看看", "請再看看", "Look again"],
  info: ["提示", "提示", "Hint"],
  impact: ["客户感受", "客戶感受", "Customer’s reaction"],
  instead: ["可以这样说", "可以這樣說", "Say instead"],
  replaces: ["替换「$1」", "替換「$1」", "In place of “$1”"],
  take: ["换上：", "換上：", "Take: "],
  take_open: ["换上并补全：", "換上並補全：", "Take and fill in: "],
  show: ["在草稿里选中「$1」", "在草稿裡選取「$1」", "Select “$1” in the draft"],
  missing: ["这里缺一句", "這裡缺一句", "Something is missing here"],
  together: ["会随「$1」一起改好。", "會隨「$1」一起改好。", "Answered together with “$1”."],
  degraded: ["服务太忙，这次没有给出改法。", "服務太忙，這次沒有給出改法。", "The server was too busy to propose replies this time."],
  state_clean: ["没有发现会让客户不快的说法。", "沒有發現會讓客戶不快的說法。", "Nothing that may hurt the customer was found."],
  state_block: ["先别发：有 $1 处会让客户不快。", "先別發：有 $1 處會讓客戶不快。", "Do not send yet: places found: $1."],
  state_warn: ["有 $1 处可能让客户不快，请再看看。", "有 $1 處可能讓客戶不快，請再看看。", "Look again: places found: $1."],
  state_info: ["有 $1 条提示。", "有 $1 條提示。", "Hints: $1."],
  state_checking: ["正在看……", "正在看……", "Reading …"],
  state_none: ["", "", ""],
  count: ["$1 字", "$1 字", "$1 characters"],
  copied: ["已复制。", "已複製。", "Copied."],
  copied_anyway: ["已复制。还有 $1 处可能让客户不快。", "已複製。還有 $1 處可能讓客戶不快。", "Copied. Places that may hurt: $1."],
  copy_failed: ["浏览器不让复制，文字已选中，请按 Ctrl+C。", "瀏覽器不讓複製，文字已選取，請按 Ctrl+C。", "The browser would not copy; the text is selected, press Ctrl+C."],
  taken: ["已换上。", "已換上。", "Taken."],
  taken_open: ["已换上，请把【…】补全。", "已換上，請把【…】補全。", "Taken; please fill in 【…】."],
  undone: ["已撤销，恢复原来的说法。", "已復原為原來的說法。", "Undone."],
  down: ["连不上检查服务，这段话还没有检查。您可以照常写，连上后会自动再看。", "連不上檢查服務，這段話還沒有檢查。您可以照常寫，連上後會自動再看。",
    "The server cannot be reached; this text is unchecked. Keep writing: it is tried again by itself."],
  slow: ["检查服务太慢，这段话还没有检查。您可以照常写，稍后会自动再看。", "檢查服務太慢，這段話還沒有檢查。您可以照常寫，稍後會自動再看。",
    "The server is too slow; this text is unchecked. Keep writing: it is tried again by itself."],
  busy: ["检查服务正忙，$1 秒后自动再看。您可以照常写。", "檢查服務正忙，$1 秒後自動再看。您可以照常寫。", "The server is busy; tried again in $1 s. Keep writing."],
  long: ["一次最多看 $1 字，请分段检查。", "一次最多看 $1 字，請分段檢查。", "At most $1 characters are read at once; please check it in parts."],
  refused: ["检查服务没有接受：$1", "檢查服務沒有接受：$1", "The server refused: $1"],
  broken: ["检查服务出错，这段话还没有检查。稍后会自动再看。", "檢查服務出錯，這段話還沒有檢查。稍後會自動再看。", "The server failed; this text is unchecked. It is tried again by itself."],
  again: ["现在再试", "現在再試", "Try again now"],
};

const ORDER = Object.keys(LANGUAGES);
const KEPT = "tonecheck.language";

/** The language that was chosen here before, else the first of the browser's that we speak. */
export function preferred() {
  const kept = localStorage.getItem(KEPT);
  if (kept in LANGUAGES) return kept;
  for (const tag of navigator.languages.map((name) => name.toLowerCase())) {
    if (/^zh.*(hant|tw|hk|mo)/.test(tag)) return "zh-hant";
    if (tag.startsWith("zh")) return "zh-hans";
    if (tag.startsWith("en")) return "en";
  }
  return "en";
}

let language = preferred();

/** The language that the page speaks. */
export function spoken() {
  return language;
}

/** What the page says for a key, with values filled in. */
export function say(key, ...values) {
  const text = WORDS[key]?.[ORDER.indexOf(language)] ?? key;
  return text.replace(/\$([1-9])/g, (_, n) => String(values[n - 1]));
}

/** True for a key that has words. */
export function known(key) {
  return key in WORDS;
}

/** A whole number as people of that language write it. */
export function number(value) {
  return value.toLocaleString(TAGS[language]);
}

/** Puts the words into the page, fills the switch of languages, and calls back when another is chosen. */
export function speak(changed) {
  const choice = document.getElementById("language");
  for (const [name, title] of Object.entries(LANGUAGES)) choice.add(new Option(title, name));
  choice.value = language;
  choice.addEventListener("change", () => {
    language = choice.value;
    localStorage.setItem(KEPT, language);
    fill();
    changed();
  });
  fill();
}

function fill() {
  document.documentElement.lang = TAGS[language];
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = say(node.dataset.t);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", say(node.dataset.label));
  for (const node of document.querySelectorAll("[data-placeholder]")) node.placeholder = say(node.dataset.placeholder);
}
