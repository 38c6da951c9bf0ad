"""Reads out of orders what is to be done, and says it as something to ask for: 熄火，赶紧登记 is 熄火登记一下.

Clauses are folded text; what is asked for is simplified. Urging, threats and blame are left out; a clause in which no deed
is seen, or one that only hurts, asks for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tonecheck.text.deeds import made_whole
from tonecheck.text.entities import DATE, NUMBER
from tonecheck.text.expressions import compiled
from tonecheck.text.orders import at_a_place, how, of_others
from tonecheck.text.states import hurts, tidied
from tonecheck.text.terms import term_of

# Spoken Cantonese and slips of the keyboard in what is bidden, as written Chinese has them.
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple((compiled(spoken), written) for spoken, written in (
    ("揸(?=走|开|出)", "开"), ("[感敢赶干][紧近进]", "赶紧"), ("立克", "立刻"), ("(?<=[一-鿿][一-鿿])你先(?=[一-鿿])", "先"), ("自[几己个]儿?|字己", "自己"), ("[牵签][子字自]$", "签字"), ("检走", "捡走"), ("(?:^|(?<=[刻上紧快请烦来去]))开(走|开)(?:你)?(?:那|这|的)?[架部辆台]?([一-鿿]{0,3}车)$", r"把\2开\1"), ("(?:^|(?<=[刻上紧快请烦]))([搬挪移拿收清推抬拖])(走|开)(?:你)?(?:那|这|的)?[架部辆台张个些堆]?((?![搬挪移拿收清推抬拖他它佢])[一-鿿]{1,6})$", r"把\3\1\2"), ("(?:^|(?<=来))[脚角较绞](?=[一-鿿]{0,4}[费钱款](?:用)?$)", "交"), ("(?<=[交缴])前$", "钱"), ("(?<=[签填交写])了(?=[份张个])", "一"), ("^([一-鿿])\\1{2,}(?=$|[,的])", ""), ("^一([一-鿿])一\\1(?=[一-鿿])", ""), ("^([一-鿿]{2,3})\\1", r"\1"), ("^家长(?=过来|来|下来|领|带|抱|管)", ""), ("充直", "充值"), ("登[计及]", "登记"), ("师[父付]", "师傅"),
    ("(?<=[搬放收拿])返?入屋", "进屋里"), ("落来|落去", "下来"), ("企埋队", "排好队"), ("企(?=[在好去开后])", "站"), ("拎(?=[^.])", "拿"), ("闩", "关"), ("返(?=[入进回上出])", ""), ("入去", "进去"),
    ("(?<=[入过])数", "款项"), ("入款项|过款项", "把款项转过来"), ("行开", "走开"), ("嗰|果(?=边)", "那"), ("搞掂|搞定", "处理好"), ("^[张只条棵颗盆架部台辆](?=[一-鿿]{1,6}[搬摆别不停放关闩锁拿收])", ""),
    ("(?<=[^别不没出偷][发传])(?:给)?我们?$", "过来"), ("(?<=欠)嘞", "的"), ("食[嘢事野]", "吃东西"), ("(?<=去)食$", "吃"), ("^将(?![来就军近会要])", "把"), ("(?<=[交送拿])[返回]去(?=[一-鿿]{1,6}[部室处台科组])", "到"), ("(?<=[费款])过数", "转过来"), ("清[晒光]", "清理干净"), ("(?<=[住阻挡塞])[条个部架](?=走廊|路|门|通道|楼梯)", ""), ("(?<=欠)的(?=补|交|清|结)", "的费用"), ("执(?=[返走晒好])", "收拾"), ("(?<=收拾)返|(?<=拿)返", ""), ("(?<=[收交退])返", "回"), ("亲[到临往]", "到"), ("(?<=车)娜走", "挪走"), ("(?<=[一-鿿])给(?=[交缴拿搬收拆关清停挪移填签](?:掉|开|走|好|上)?了?$)", ""), ("(?<=[口外廊道台边里上下])[那这]些(?=[一-鿿])", "的"), ("[那这]些(?=[一-鿿])", ""), ("(?<=[口外廊道台边])[些个](?=[一-鿿])", "的"), ("扫[马吗妈玛](?!路)", "扫码"), ("收拾走", "收走"), ("自己的(?=[一-鿿])", ""), ("恁家?(?=[一-鿿])", "你家"), ("^[只](?=[狗猫])", ""), ("瞧", "看"), ("揿", "按"), ("(?<=[色号个只梯灯])掣", "按钮"), ("按(?:钮|纽)|按键", "按钮"), ("冚[唪棒]?唥", "全部"), ("(?<=[一-鿿])那哥(?=[一-鿿])", "那个"), ("出街", "到外面"), ("在度(?![假过])", "在这里"), ("影相", "拍照"), ("𨋢", "电梯"), ("(?:^|(?<=自己))([一-鿿])返个?([一-鿿]{1,4})(干净|好)$", r"把\2\1\3"), ("^(?:把)?手伸(?=[进到])", "伸手"), ("仔女|小鬼", "孩子"), ("(?:达|接打)电话", "打电话"),  ("([站走退])\\1+(?!廊|道)", r"\1"), ("(?<=[一-鿿])不好(?=[放摆停泊堆丢晒])", "别"), ("叫钱|^费(?=今天|明天|交)", "费用"), ("打过[来莱]", "转过来"), ("^不好(?=[踢按按放停泊站坐挡阻倒扔丢拍碰摸开关进入走跑晒丢攀爬])|^咪(?:再)?(?!讲|嘈)", "别"), ("(?:他|佢)$", ""),
    ("(?<=[抹擦洗扫])净", "干净"), ("(?:自|于)?(?:文到|函到|接函|收函|收到本函)(?:之日)?(?:起|后)?(?=[0-9一二三四五六七八九十两]+个?[日天工])", ""), ("^(?:那?你)?(?:让|叫)你(.{2,10})就\\1$", r"\1"), ("上网自己(?=[查填印下看办])", "上网"), ("(?<=[一-鿿]{2})(?:也|都)(?=你?自[己行])", ""), ("(?<=自己)去(?=[关开换装拆搬拿取填签交办])", ""), ("(?<=[一-鿿])些(?=[一-鿿])", ""), ("麻溜[的地]?|麻利点?|利索点?|磨[蹭积叽]", "赶紧"), ("锁匙", "钥匙"), ("(?<=[挪移搬拿])[州揍奏周]$", "走"), ("扯下来", "取下来"), ("[扔丢](?:在|到)?(?=[一二三四五六七八九十]楼|信箱|前台|门口|桌上|那边|箱[子里])", "放到"), ("(?<=[拿收搬])埋", ""), ("你(?:那?些)(?=[一-鿿])", "你的"), ("(?<=[业冷暖])([气]?)飞(?=交|$|[,没未不])", r"\1费"), ("(?<=办)会圆", "会员"), ("空条", "空调"), ("把你[那这][堆盆张个只条辆包桶袋床台箱扇些]?(?=[一-鿿])", "把"), ("(?<=[费款租])(?:抬|拎|捧)来", "交过来"), ("(?<=交)了(?=[0-9一二两三四五六七八九十]+个月)", ""), ("^(你?先?)比[左了]?(?=[^,]{1,8}[费款钱])", r"\1交"), ("(?<=[交付])左", "了"),
))
_PART = "(?:上午|下午|早上|晚上|中午|半夜)"
_WHEN = f"(?:{DATE}|今天|今晚|今黑儿?|明早)"
_ON = f"(?:这个?周末|周末|本周|这周|这两天|{DATE}|今天|今晚)"
# The one time by which it is to be done is told by whoever makes the reply.
_UNTIL = compiled(f"(?:限|要|必须|得)?(?:你)?(?:(?:{_WHEN}{_PART}?(?:{NUMBER}[点时]半?)?(?:下班)?|{_PART}(?:{NUMBER}[点时]半?)?|{NUMBER}[点时]半?|天黑|下班|晚饭|午饭)(?:之前|以前|前)(?!面|台|边|头|门|往|后)|{NUMBER}个?(?:分钟|小时|天|日|秒)(?:之内|以内|内)|(?:今天|今日|今晚|本周)之?内)")
_LEAD = compiled(
    "^(?:要[一-鿿]{1,2}就|(?:家属|各位|大家|住户|业主|所有人|全体)(?=不得|不准|不要|请|须)|即(?=[清搬停移拆])|喂|哎|那个?(?=您|你|先|把)|好了|行了|废话(?:少说|少讲|不多说)|少废话|听好了?|赶紧的?|赶快|尽快|马上|立[刻即]|即刻|速速?|速度|快(?=[来去下上过回拿取填签交搬把])|快点|快些|抓紧|务必|必[须需]要?|一定要?|得(?=[一-鿿])|要(?!是)|须"
    "|每户|一户|各户|就|也|都|再(?!来)|还是|干脆|只能|只好|可以|即日|须?于|给我们?|替我|同我|跟我|帮我|人(?=[给站坐过下上出回来去都])|你们?(?!的|家)|贵户|阁下|你家?的?工人|自己|自行(?!车)|请|麻烦|劳驾|限|着令?(?=你|阁下|贵户)|着令|兹|现在就?|而家|记住|记得|给(?=我)|不行|全部(?=给)|手脚|通通|统统)+"
)
_INSIDE = compiled("(?<=[一-鿿][一-鿿])请(?=你?(?:自己|自行)|[搬挪移收拿清推])|(?<=[一-鿿]{2})由(?:你们?|阁下|贵户|住户|业主)(?:自行|自己|负责)?(?=[一-鿿]{2})|(?<=今天|今晚|明天)就|(?<=.)[同替帮]我|限(?=今|明)|给我们?(?!的)|给老子|赶紧|赶快|马上|立[刻即]|即刻|快点|你?自[己行](?!的|家|那|车)|必须|务必|统统|通通|一律|(?<=[一-鿿])都(?=[一-鿿])|(?<![安完])全给我|(?<![安完])全都?(?=[交拿带])|(?<=.)得(?=[从放带穿戴收搬清关牵])|你自己的?(?=那份)|现在(?=[一-鿿])")
# Where urging stood, what comes before is a thing, and what comes after a deed.
_MARK = "|"
_MARKS = compiled(r"\|+")
_TAIL = compiled("(?:(?<=[值费账续记码])去|就(?:排着|等着|耗着|拉倒)|就得了?|就完了?|听[见到懂]了?没有?|听到没|懂[吗不没]|明白[吗没]|知道[吗没]|行不行|好不好|[吧哈嘛啦呗噻撒先嘞喽咯昂]|就对了|就行了?|就好了?|再说|再讲|再谈|再聊|(?<=.{2})(?:一律)?(?:免谈|休想|没门|拉倒)|(?<=.)先?好走|来了|谢谢合作|谢谢|快|速度|现在|立刻|马上|赶紧|一次|才行)+$")
_NOT = "(?P<first>先)?(?:都|也|再)?(?:别再?|不要再?|莫再?|不准再?|不许再?|勿|请勿|甭|不得|严禁|禁止)"
# Things that begin like a deed.
_LIKE_DEEDS = compiled("^先?(?:回条|回执|存折|存款|收楼|收房(?=旺|季)|退税|退租|退钱|分类|分水|签证|印章|清洁|拍照|调度|停电|停水|抱枕|开(?:学|瓶费|暖|户|春|车小心|牙)|换(?:卡|班|系统|[一-鿿]{1,3}(?:这种|那天|都))|走廊|走道|领位|领导|领养|收银|按摩|关口|灭火器|推车|收据|停车[证卡]|停车费|拖把|拖鞋|打印(?=.)|打卡机|挂号信|装修垃圾|装修|缴费单|交通卡|开关|洗衣机|提货单|封条|电梯|签名表|签收单|站牌|站长|站务|看板|退款|补贴|登记表|申请表|申请单|复印件|打包袋|装饰|带子|放行条|关税|刷子)")
# What one only says to hurt, or what nobody should be asked for.
_RUDE = compiled(
    "[热冷饿湿黑干]着$|那位|者$|检讨|悔过|交代|动静|放弃|闭|嘴(?![套罩])|滚|(?<![打讲听]电)话|电话[^,]{0,2}(?:来|了|给|我)|总[有是会]|请假|嗓|脸|眼|脑|求|认错|道歉|投诉|差评|评|星|撤|截图|看着办|等着|走人|拉倒|免谈|不办|休想|左张|本函|收信|凉快|反省|(?<!水)拖(?![鞋把地走动干])|[磨摸摩]蹭|磨|啰|烦|吵|闹|嘈|嚷|喊|叫|骂|催|急|怪|逼|想|以为|指望|得有误|勿谓|谓言|言之|磨蹭|摸鱼|[“”\"]|插进来|插队|穿[红蓝白黑黄绿灰]$|讲|说|问|找(?!零)|郁|动(?=$|嘴|手)|安静|收声|声|睡|瞓|哭|笑|装(?![修上回好箱袋进])|耍|装傻|死|命|钱包|下次|永远|一辈子|来这|丢人|现眼|睡觉|大小姐|祖宗|伺候|两趟|绕|忍|凑合|将就|另请|自便|交出来|认(?!证)|老实|几点|名来|举手|蹲|站住|站着|不许动|[一-鿿]就(?:直接|[清拖锁扔丢停报罚收])"
)
_DEEDS = "除去|移除|拆除|从[^,]{1,6}(?:下来|出来|离开|走开)|续约|续费|下来|上来|过来|回来|进来|出来|下去|上去|出去|进去|回去|过去|下楼|上楼|下车|上网|熄火|登记|排队|排好|取号|扫码|打开|开门|复印|影印|打印|下载|上传|核对|确认|准备|申请|预约|出示|提供|注册|绑定|重新|保管|保持|配合|缴清|付清|结清|转账|汇款|清理|清除|收拾|整理|打扫|处理|拆除|停止|关闭|移开|退回|购买|往[前后里外左右旁边]{1,2}[站退走挪开靠让排]|往[上下前后左右里外]{1,2}[翻拉滑拧转推按拨划]|伸手|排号|重(?=[写填签做拍印画录发传打抄])|[让叫](?:你家?的?)?(?:孩子|小孩|小朋友|家人|工人|司机)(?=.{2})|让一?[让下开]|到(?=(?!这[儿里边]?$|此)[前那旁后客大物管一二三服这隔对外]|[^,]{1,4}[室处楼台窗亭])"
_DEED = "[上站坐填写签拿取领带交缴付补送放搬挪移收清扫关开停拔擦抹洗拆换拍印发转汇抄押改摘铲装加约牵抱拴系掐熄戴穿脱抬推提捡倒扔丢铺盖封锁按刷靠留分扛接扯端运存退遛看等走来去回钉挂摆遮卷叠剪喂灭降调绑扎插驶]"
# A single sign does not yet bid: 关我什么事, 开玩笑, 看谁.
_NO_DEED = compiled("^(?:押金|上(?:次|周|个|面|头|班|级|月|午|司|述)|(?:出|回|进)去$|走$|关(?:你|我|他|于|键|系|心)|开(?:玩|什|始|心|会|价|张|工)|看(?:谁|你|不|见|来|样|到|起|吧|什么|得|看)|等(?:你|我|他|于|级|不|[0-9一二三四五六七八九十]+)|走(?:着|了|不|投)|来(?:这|不|过|了|晚|早|得)|去(?:你|他|年|了|不|问|找|死|吧)|回(?:你|了|不|头)|发(?:生|现|票|神|什|火)|放(?:心|屁|着|你|假)|让(?:你(?!家)|我|他|人|开你)|收(?:了你|费|据|钱的)|加(?:什|班)|分(?:明|钟)|存(?:心|在)|留(?:着你|神)|交(?:了|代|通|给(?!前台|我|物业|保安|管))|付(?:了|出)|写(?:着|了)|退(?:你|不|休)|转(?:眼|来转)|提(?:醒|前|供|示)(?!供)|接(?:着|你|下|电|不)|改(?:天|日)|按(?:规|照|理|时|揭)|停(?:你|电|水)|带(?:头|你)|补(?:丁)|约(?:了|好|束)|调(?:皮|查)|挂(?:了|掉|电)|清(?:楚|静)|换(?:我|了|你)|拍(?:我|马)|洗(?:耳)|靠(?:你|不)|系(?:统|我)|装(?![上回好进箱袋])|摘(?!掉|下|了))")
# After its object what is done to it, wholly or where to.
_DONE = (
    f"(?:{_DEED}|冲|套|办(?=[好下齐完])|拉|摘|打|报|弄|处理|收拾|整理|清理|准备|打扫|腾|捐|备|贴|叫|卷|升|缩|放|扶|寄|录|缴|补|交|结|(?<![经处管清整办代助物道])理(?=整齐|齐|好)|递(?=[进过出上下])|分(?=清|好|开))(?:掉|走|好|全|齐|清|完|干净|开|上|下|住|紧|满|空|回去?|进去?|出去?|出来|上来|上去|下楼去?|上楼去?|下来|下去|进来|过来|回来|起来|高|低|小|大|整齐|工整|清楚|了|一下|到[^,]{{1,7}}|在[^,]{{1,6}}|进[^,]{{1,5}}|去[^,]{{1,5}}|来|入|起|回(?:原处|原位|原地|原来的?(?:地方|位置|架子)|家里?|屋里?|架上)|一[签缴交收扫擦填盖洗剪理清拖挪移])|(?:处理|收拾|整理|打扫|清理|登记|核对|下载|打印|复印|影印|上传|挪|移|擦|扫|拆|签|填|盖)(?:一下|掉|了)?|管[好住]|磨平|还原|恢复原[样状]|放(?:前台|门口|门外|桌上|柜台|外面|里面|[一二三四五六七八九十]楼)|重新?[写填签做拍印画录发传打抄](?:一?[遍次份张页个])?"
)
_THING = "(?:你家?的|你家)?(?![^,]{0,9}把)(?![你我他谁不没别莫快就也都先再又还太很只站坐等去来走往到把])[^,]{1,9}?"
_OBJECT_FIRST = compiled(f"^(?P<first>先(?=[一-鿿]{{2}}))?(?P<t>{_ON})?(?P<s>{_THING})(?P<t2>{_ON})?(?P<all>全部?|全都)?(?:先|就)?(?P<v>(?:{_DONE})(?:了?再(?!来|说|讲|谈|去)[^,你我不没]{{1,6}}|了|(?<=回去)重[新写填做]+)?)$")
# What is not to be where: 年桔别摆走廊.
_NOT_THERE = compiled(f"^(?P<s>{_THING}){_NOT}(?P<v>停[泊放]|[堆摆]放|[放摆停堆晒晾搁泊丢扔])(?:(?:在|到|出|入)(?P<p>(?!来)[^,了着就再]{{2,8}}?)(?:上|里)?|(?P<p2>[^,你我他了着就再]{{1,6}}?[道廊口台厅堂梯间外里上下旁边前后门库位区处路院室房坪角线顶])(?:上|里)?)$")
_WITH = compiled(f"^(?P<first>先)?(?P<t>{_ON})?(?P<first2>先)?把(?P<s>[^,]{{1,12}}?)(?P<t2>{_ON})?(?P<v>(?:{_DONE})(?:再[^,]{{1,6}}|(?<=[来去])[扔丢倒洗擦拆])?)$")
_NOT_INTO = compiled(f"^(?P<s>{_THING}){_NOT}(?:往|朝)(?P<p>[^,你我他]{{1,6}}?)(?P<v>倒|扔|丢|放|冲|泼|搬|推|停|塞|堆)了?$")
# The same, with the place first: 走廊不准放鞋柜.
_KEPT_FREE = compiled(f"^(?P<s>[这那][一-鿿]{{0,2}}|[^,不没别你我他把]{{1,6}}(?:[前后上下里外]头|旁边|底下)|[^,不没别你我他把]{{0,6}}(?:走廊|过道|楼道|门口|通道|梯[间厅口]|大[堂厅门]|消防门|坡道|[天平露]台|屋顶|楼顶|车库|地库|电梯厅|边上|旁边|[一-鿿]前))(?:都)?{_NOT}(?P<v>停[泊放]|[堆摆]放|放置|[放摆停堆晒晾搁泊])(?P<p>[^,你我他在到][^,你我他]{{0,7}})$")
_VANISH = compiled(f"^(?P<s>{_THING})(?:(?:从|在)(?P<from>[^,]{{1,8}}?)[上]?消失|消失在(?P<gone>[^,]{{2,8}}))$")
# 关了只狗, as one says it in Hong Kong.
_GOT = compiled("^(?P<v>[关锁拆收填签停熄])(?P<got>了)(?:[个张只条架支部台把])(?P<s>[^,]{1,8})$")
_VERB_FIRST = compiled(f"^(?P<t>{_ON})?(?P<first>先)?(?P<v>(?:{_DEEDS}|{_DEED})[^,]{{0,13}})$")
_NEGATED = compiled(f"^(?P<where>(?!把)[^,不没别莫]{{1,4}}[里上内边处区口前])?{_NOT}(?:在这里?)?(?P<at>[在往](?!这|家)[^,你我他]{{1,6}}?[里上内外前口堂厅廊道梯边台处室房间旁下院区园库坪池楼墙角])?(?P<v>(?:{_DEEDS}|{_DEED}|挡|阻|堵|刷|遛|进|爬|碰|摸|踩|跑|坐|拍|晾|晒|堆|搁|聊天|踢|泊|用|吸烟|抽烟|追|骑|玩|唱|敲|钻|砸|跳|弹|吹|动(?=[^,]{2})|触碰|攀|翻[越墙]|直播|外放|逗留|插队|打(?:牌|球|麻将|闹)|用手机)[^,]{{0,10}}?)了?$")
# No thing that one asks for something to be done with.
_NO_THING = compiled("^水$|^[一几半][滴点丝]|[只才还总最多再]$|^一[盆张个件袋箱样只条架部辆]$|[是要]|自然|自动|的去?$|完$|[过下上进出]$|^从|[过下上]来|[两一二三][年月天]$|^一[一-鿿]一|掉头|^[这那][里儿]?$|[上里]$|被(?![子套单褥])|[让早晚以难能会可懂]|识(?!别)|[你我他谁不别没莫星吗吧怎什]|嘴(?![套罩])|^(?:全|全部|都|一|这|那|要|给|去|来|然后|马上|可以|不然|别人|今天|明天|就这|大家|有|没|是|能)$|师傅|同事|经理|主管|警|小时$|分钟$|[点时]$|^[0-9一二三四五六七八九十]+$|要是|如果|之前|以后|每|规定|后面有人|别人|都是|已经|早就|还")
_CONDITION = compiled("^(?:你)?(?:如果|要是|除非)?(?:你)?(?:如果|要是)?(?:不(?!能|可|是|要|准|许|行|会|给|让|管)|没有?|未|除非(?:你)?)(?=先|把|[一-鿿]{2,})(?![^,]*的[一-鿿])")
_NAMED = compiled("(?!通知|[叫让请喊]|告诉)(?:你家)?(?:的|那[一-鿿]|这[一-鿿])[一-鿿]{1,6}|[一-鿿]{2,6}的[一-鿿]{1,4}|(?:你家|门口|楼道|走廊|阳台)的?[一-鿿]{1,6}")
# What is done with a thing, where the thing stands elsewhere; without it nobody knows what is meant: 今天搬走.
BARE_DEED = compiled(f"(?P<t>{_ON})?(?:先|全部?)?[搬拿挪移清收推抬拖端提牵抱领带撤](?:走|开|空|好|掉|干净|[进出回下上过][来去](?:重[新来填写做弄]+)?|起来|一下)|[带备补交]齐|[扫洗擦拆换拍]一下|[盖遮][住上好]")
_LIST = compiled("[一-鿿]{2,8}(?:[、和跟][一-鿿]{2,8}){1,4}")
# What is still owed: 背面也是要填的.
_OWED = compiled("(?P<s>[^,你我他谁不没别哪这那]{2,8}?)(?:也|都|全)?(?:是|得|需)?要(?P<v>填写?|写|签|贴|锁|关|盖|扫干净|擦干净)(?:上|好|齐)?的?")
# Of the money owed for a time only the time is named: 前两个季度的补上.
_TIMES_PAID = compiled("(?P<m>.{0,14}(?:个月|季度?|[^学]期|年))的?,(?:补|结|缴|交|付)[上清齐了掉]?")
_LIES = compiled("(?P<s>(?!人|我|你|他)[一-鿿]{1,5})在[^,你我他]{1,6}[后头里边面旁口]")
_DONE_ALREADY = compiled("(?:前台|门口|门外|桌上|柜台|外面|里面|楼|起来|好|完|到|满|齐)了$|(?:翻|扔|堆|丢|洒|掉|摔|落|漏|滴|停|放|搬|飘|跑)[到在进满出]了[一-鿿]")
_UNDONE = compiled("(?<=[一-鿿])不(?=[报填交缴写签补带拍扫擦收清搬锁关][全齐清好走掉干上])")
# What the customer wants is not what it needs.
_WISH = compiled("你?(?:要|想)(?!先|把|求)")
_WHENEVER = compiled("(?:你家?|贵户|阁下)?(?P<s>[^,你我他谁不没]{0,6}?)(?:什么时候|几时|哪天|何时)(?:你家?|贵户|阁下)?(?P<a>[^,、你我他谁不没]{2,12}?)了?(?P<then>(?:什么时候|几时|哪天|何时|就).+)?$")
_WHENEVER_THEN = compiled("什么时候|几时|哪天|何时|就")
_READY = compiled("^[一-鿿]{1,3}(?:完|好了?)$")
_SUM = compiled("^(?:[一-鿿]{0,4}(?:费|款|金|账|数)[^,]{0,2})?(?P<n>[0-9一二三四五六七八九十百千万零.]{1,10}(?:块钱?|元|蚊))$")
_HOW_MANY = compiled(f"^(?:一共|总共)?(?P<n>{NUMBER}[张份个套本页件把盒寸])$")
_ENDS = (
    (compiled("^排队去$"), "排一下队"), (compiled("(?<=[填写签办印查])去$"), "一下"), (compiled("^放(?=前台|门口|门外|桌上|柜台|外面|里面|[一二三四五六七八九十]楼)"), "放在"), (compiled("^重新?(?=[写填签做拍印画录发传打抄])"), "重新"), (compiled("^动(?=[一-鿿]{2})"), "碰"), (compiled("^坐(?:回去|下来?|好|着)$"), "先坐一坐"), (compiled("^坐[着好下]等$"), "坐着稍候"), (compiled("^([排取])号$"), r"\1一下号"), (compiled("(?<=[上下前后左右里外])([翻拉滑拧转推])$"), r"\1一下"), (compiled("^押金?([0-9一二两三四五六七八九十百千万]{1,8})(?:块钱?|元|蚊)?$"), r"交\1元押金"), (compiled("^([关开换按填擦洗])(?=(?:总闸|[总水]阀|阀门|水闸|电闸|空调|窗户?|灯泡|衣服|鞋|鞋子|裤子|表格|门铃|密码|[红绿蓝黄白黑灰]色?[一-鿿]{0,2}(?:键|按钮|掣))$)"), r"\1一下"), (compiled("了(?=再)"), ""), (compiled("(?<=[去来])看(?=[一-鿿]{2,4}$)(?!看|一下|一看)"), "看一下"), (compiled("^去(?=[关开换拆签填领][一-鿿])"), ""),
    (compiled("^(?:下来|过来|上来|下楼|上楼)$"), r"\g<0>一趟"), (compiled("^(?:走|让|闪|站)开(?:一?点|些)?$"), "让一让"), (compiled("抱起$"), "抱起来"), (compiled("(?<=[来去])[扔丢]$"), "扔掉"), (compiled("(?<=[口边里台处])排$"), "排队"), (compiled("拿来$"), "拿过来"), (compiled("费用拿过来$"), "费用交过来"), (compiled("^来(.{2,5})一趟$"), r"来\1一趟"), (compiled("排好?队?排好|^排好$|^排队$"), "排一下队"), (compiled("(?<=签)[字名]$"), "个字"), (compiled("(?<=[挪移])车$"), "一下车"),
    (compiled("(?<=填)(?:个|张)?(?:表|表格|单|单子)$"), "一下表格"), (compiled("(?<=开)(?:一?下)?门$"), "一下门"), (compiled("(?<=[交缴])(?:钱|费|费用)$"), "一下费用"), (compiled("(?<=[拿领取])(?:件|货)$"), "一下"),
    (compiled("(?:登记|核对|确认|清理|收拾|整理|打扫|处理|复印|影印|打印|登录|准备|汇款|转账|看看?|(?<![缴交付结])清|扫|擦|挪|移|拿|取|领|填|签|交|缴|付|写|补)$"), r"\g<0>一下"), (compiled("(.)一\\1一下$"), r"\1一\1"), (compiled("(?<=[交缴付填签写办改补扫洗清拆擦换印盖冲])(?:掉|了)$"), "一下"),
    (compiled("(?<=[搬拿收移挪推抬清拖开运带领牵抱端提走捡])了$"), "走"), (compiled("(?<=[关停熄锁])了$"), "掉"), (compiled("(?<=好|掉|走|空|完|净|齐|清|来|去)了$"), ""), (compiled("来签一下$"), "来签个字"), (compiled("扫码$"), "扫一下码"), (compiled("^([上下出过]去)(.{2,8})去$"), r"\1\2"), (compiled("管[好住]$"), "看好"), (compiled("^到[^,]{1,5}[室处楼台厅亭]$"), r"\g<0>一趟"), (compiled("一下一下$"), "一下"), (compiled("看一下$|看看一下$"), "看一看"),
)
_THERE = compiled("(?<=[栓口门边梯道房台箱柜])那$")
_PLACED = compiled("^(?P<v>站|坐|停|放|等|拿|送|退|搬)(?:在|到)?(?P<p>(?![回进出上下入])[^,到在把]{1,7}?[后面边头里外台口处去线室])去?$")
# What stands in things and deeds, and what in things alone.
_IN_BOTH = ((compiled("破烂"), "东西"), (compiled("狗?屎"), "狗的粪便"), (compiled("边上$"), "旁边"), (compiled("(?<=[后前])头$|(?<=[后前])头(?=去)"), "面"), (compiled("你家?的"), "您的"), (compiled("你(?=家|车|屋|门|店|摊|楼)"), "您"))
_PLAINLY = (*_IN_BOTH, (compiled("^钱$|^钱(?=[一-鿿])"), "费用"), (compiled("^数$|^账$"), "款项"), (compiled("^表$"), "表格"), (compiled("^[个张只条架](?=[一-鿿]{1,})"), ""), (compiled("(?<=[口边里外上下道廊台厅])(?:那|这)[盆堆张个只条辆把桶袋床台箱扇](?=.)"), "的"), (compiled("(?<=[一-鿿])(?<![把将你您])(?:那|这)[盆堆张个只条辆把桶袋床台箱扇](?=.)"), "的"), (compiled("(?:那|这)[盆堆张个只条辆把桶袋床台箱扇](?=.)"), ""))
# One goes there and does it: no stop between.
_MOVES = compiled("(?:(?<![填写签交办弄看拿取搬])[来去]|下楼|上楼|下车|熄火|上网|回去|出来)(?:一趟)?$")
_ALONE = "拆洗填签擦扫印换盖锁拍"
_STANDS = compiled("^[靠放摆停堆搁晒挂贴写印]在|^[靠放摆停堆搁晒挂丢推泊搬]到[^,]{0,3}(?:逃生|消防|安全出口|楼梯|楼道|走廊|过道|通道|梯[厅口间]|门口|大堂|电梯)")
_LEFT_THERE = compiled("^不要把(?P<s>.+?)(?P<v>[放摆停堆晒晾搁泊丢扔]在.+|往[^，]+[放摆停堆推塞丢扔])$")
_FREE = compiled("^(?:不要在[^,把]+?|[^,把不]{1,6}[里上内边处区口前]不要)(?:停[泊放]|[堆摆]放|放置|[放摆停堆晒晾搁泊])(?P<p>(?!在)[一-鿿]{1,6})$")
# One comes for what was asked for before, and when it is done it needs no saying to whom: 下来拎, 抄完报.
_AGAIN = compiled("[下上过]来[拎拿搬收取挪推移]|[一-鿿]完[一-鿿]")
_AGAIN_AND = compiled("^(?:你们?)?(?:要是|如果|谁)?(?:敢)?再(?P<not>不)?(?P<v>[^,来说不问看等]{2,8}?)(?:的话|一[次下声]|试试)?(?:$|,|(?P<then>(?:我们?|保安|物业|这边|车|一律|立[刻即]|马上)?就.+))")
_THEN = compiled("就|试试|别怪|后果|看我|报警|锁|没收|拉黑")
# What is not asked to be left undone: nobody is bidden to stay away, and to stop the noise says more than 不要钻.
_NO_MORE = ("来", "去", "走", "看", "等", "去了", "回去", "过来", "进来", "上来", *"钻敲砸锯凿磨")
_EMPTY = ("带了", "掐了", "掐掉", "出来弄", "拿了", "看去", "去弄", "弄一下", "弄好", "出去", "进去", "回去", "出来", "走", "上去", "下去", "过去", "收到", "确认")
_DENIED = compiled("[不没]|(?:之前|以前)$")
_LONG_THING = 4
# What is an order in any draft, and what tells of something.
_SURE = compiled("不要|提醒|请|在[^,]{2,}(?:个字|一下|稍候|打|等)|往[上下左右前后里外]|先[^,]+再|(?:先)?[按填扫关开签排取]一下|先?把(?!在|该|当|[^,]{0,6}表转|日日|礼拜|上周|每|半夜|包在)[^,]{2,}|[^,]+时刷")
# Two deeds in one, and a place one is sent to in anger.
_TWICE = compiled("把[^,，]*把|^去[^,，]{1,6}(?:局|法院|电视台|报社|总部|政府)$")
_TELLS = compiled("[了过](?:的?[呢吧吗哈啊])?$|已经|本来|当时|上周|礼拜|天前|都会|就是|撒气|节奏")
# When it is to be done: 下池子之前把脚冲一下.
_BEFORE_IT = compiled("^(?P<when>(?!今|明|后天|早|晚)[^,把先你我他不没别]{2,7}(?:之前|以前|之后|以后))(?P<deed>(?:把|先)[^,]{3,})$")
_ONCE = ("函后", "以后", "之后", "信后", "通知后")
_GOES_ON = compiled("^不要(.{1,4})下去$")
_MOST, _SHORTEST, _LONGEST = 3, 2, 26


_TAKEN_OUT = compiled("把?(?:全|都)?(?:拿|掏|摆|交)出来(?:放在?[一-鿿]{1,3}上)?$")
_LEFT_TO_HIM = compiled("自行(?:更换|维修|修|换|买|购|安装|解决|联系|承担|打理|负担)")


def request_of(clauses: Sequence[str], *, conditions: bool = False, sure: bool = False) -> str:
    """All that the folded clauses of one place bid, as it stands after 麻烦您; empty where they bid nothing that one asks for.

    Of `conditions` what must not be left undone is bidden too: 不先填表. Where orders are not expected, only what is `sure` to be one counts.
    """
    # 要不要去住冰箱 bids nothing, nor does 你再这样一直打来.
    clauses = [clause for clause in clauses if not _NO_BIDDING.search(clause)]
    deeds: list[str] = []
    before = ""
    for clause, after in zip(clauses, (*clauses[1:], ""), strict=False):
        if conditions and len(deeds) < _MOST and (term := term_of(_spoken(clause), deed_of)):
            if not any(term[-2:] in other for other in deeds):
                deeds.append(term)
            continue
        # 什么时候交齐，什么时候修.
        if conditions and not deeds and (first := _WHENEVER.match(clause)) and (first["then"] or _WHENEVER_THEN.search(after)) and (term := deed_of(first["a"])):
            deeds.append(term)
            continue
        if conditions and _WISH.match(clause):
            continue
        # What is left to him is asked of nobody: 铝窗自行更换.
        if _LEFT_TO_HIM.search(clause):
            continue
        # 锁起来了 is told.
        if _DONE_ALREADY.search(clause):
            continue
        # What is threatened with if it goes on, is asked to end: 再按喇叭就锁卡.
        if not deeds and (more := _AGAIN_AND.match(clause)) and (more["then"] or _THEN.search(after)):
            clause = f"别{more['v']}" if not more["not"] else more["v"]
        said = _plain(_UNDONE.sub("", _CONDITION.sub("", clause)) if conditions else clause)
        if deeds and (many := _HOW_MANY.match(said)):
            deeds[-1] += f"，一共{many['n']}"
        found = deeds_of(said)
        # The thing may stand in a clause of its own: 那床被子，从栏杆上消失.
        if _NAMED.fullmatch(before) and (not found or (len(found) == 1 and len(said) <= 3)):
            found = deeds_of(before + said) or found
        # So may a list of them: 身份证、合同,交过来.
        elif _LIST.fullmatch(before) and len(found) <= 1 and not said.startswith(("把", "别", "不")):
            found = deeds_of(f"把{before}{said}") or found
        # So may what is to be moved: 闸在门后头，推上去.
        elif (lies := _LIES.fullmatch(before)) and len(found) == 1 and BARE_DEED.fullmatch(said):
            found = deeds_of(lies["s"] + said) or found
        for deed in found:
            if sure and not (_SURE.match(deed) and not _TELLS.search(clause)):
                continue
            if (total := _SUM.match(before)) and deed[0] not in "把先" and "不要" not in deed:
                deed = f"把{total['n']}{deed.removesuffix('一下')}"
            if deeds and _AGAIN.fullmatch(deed):
                continue
            # What is to be taken out is not said.
            if _TAKEN_OUT.match(deed):
                continue
            deed = _GOES_ON.sub(r"不要继续\1", deed).replace("把们家", "把").replace("把将", "把")
            # What is said once more, and quicker, is said once: 下来把箱子搬走，快一点.
            if any(_core(other) and _core(other) in deed for other in deeds):
                continue
            # A deed whose thing stands in what was bidden before.
            before_it = deeds[-1] if deeds and len(deed) <= 4 and not deed.startswith("把") else ""
            if free := _FREE.match(before_it):
                deeds.append(f"把{free['p']}{deed}")
            elif left := _LEFT_THERE.match(before_it):
                deeds[-1] = f"把{left['s']}{deed}，不要{left['v']}"
            elif len(deeds) < _MOST and not any(_core(deed) in _core(other) for other in deeds):
                deeds.append(deed)
        before = said
    return _in_order(_together(deeds))


_NO_BIDDING = compiled("要不要|再这样|再这么|再敢")
# 把表格去门口拿 is 去门口拿一下表格, 把鞋柜今天搬走 is 今天把鞋柜搬走, and 开走开走 is 开走.
_FETCHED = compiled("把(?P<s>[^，]{1,6})(?P<to>[去到][^，]{1,6}?)(?P<v>[拿取领交缴付推借])(?:一下|一[拿取领交缴付])?(?=，|$)")
_SOME_DAY = compiled(f"把(?P<s>[^，]{{1,8}}?)(?P<t>{DATE})(?P<v>[^，前内]{{1,4}})(?=，|$)")
_THAT_CAR = compiled("把(?:你|您)?的?[那这][台辆部架](?=[开驶挪移])")
_TWICE_SAID = compiled("([一-鿿]{2,3})\\1(?=，|$)")


def _in_order(text: str) -> str:
    """The same with its words where they stand in a request."""
    text = _SOME_DAY.sub(r"\g<t>把\g<s>\g<v>", _FETCHED.sub(r"\g<to>\g<v>一下\g<s>", text))
    text = _THAT_CAR.sub("把车", text)
    return _TWICE_SAID.sub(r"\1", text).replace("一下下", "一下").replace("，去把", "，把").removeprefix("去" * text.startswith("去把"))


def _together(deeds: Sequence[str]) -> str:
    text = last = ""
    for deed in deeds:
        goes_on = _MOVES.search(last) and not last.startswith("把") and not deed.startswith(("把", "先")) and "不要" not in deed
        text = (text.removesuffix("一趟") if goes_on else f"{text}，" if text else "") + deed
        last = "把" if goes_on else deed
    return text


def _core(text: str) -> str:
    return text.replace("一下", "").removeprefix("把").removesuffix("一趟")


@lru_cache(maxsize=2048)
def _spoken(clause: str) -> str:
    """A clause in written Chinese."""
    said = tidied(clause)
    for spoken, written in _WORDS:
        said = spoken.sub(written, said)
    return said


@lru_cache(maxsize=2048)
def _plain(clause: str) -> str:
    """A clause in written Chinese, without urging and without the time by which."""
    said = _spoken(clause)
    said = _UNTIL.sub(_MARK, said, count=1).strip(_MARK)
    for _ in range(3):
        shorter = _TAIL.sub("", _LEAD.sub("", said)).strip(" .:")
        if shorter == said:
            break
        said = shorter
    return _MARKS.sub(_MARK, _INSIDE.sub(_MARK, said)).strip(f" .:{_MARK}")


def deeds_of(said: str) -> list[str]:
    """What a clause that was made plain bids, one thing after the other: 单子|填 is to fill in a form, 填|打印 are two deeds."""
    head, *rest = said.split(_MARK)
    # Who is bidden stands before: 限你户|把鞋柜搬走.
    if rest and rest[0].startswith("把"):
        head, rest = rest[0], rest[1:]
    if rest and _READY.search(head):
        head, rest = head + rest[0], rest[1:]
    if rest and not _begins(head):
        # A person before a deed is who does it, and no thing.
        with_thing = f"把{head.removeprefix('把')}{rest[0]}"
        told = (deed_of(with_thing) if len(rest[0]) > 1 else "") or deed_of(with_thing + "一下") or deed_of(head + rest[0])
        parts = rest[1:]
    else:
        told, parts = deed_of(head), rest
    return [deed for deed in (told, *map(deed_of, parts)) if deed and not _TWICE.search(deed)]


def _begins(said: str) -> bool:
    """True for what begins with a deed."""
    return bool(_VERB_FIRST.match(said) or _WITH.match(said) or _NEGATED.match(said)) and not (_NO_DEED.match(said) or _LIKE_DEEDS.match(said))


def deed_of(said: str) -> str:
    """What a clause without marks bids, whole; empty where it bids nothing, or what one does not ask for."""
    head = _BEFORE_IT.match(said)
    if head and not _unfit(head["when"]) and (deed := made_whole(_deed_in(head["deed"]))):
        return head["when"] + deed
    return made_whole(_deed_in(said))


@lru_cache(maxsize=2048)
def _deed_in(said: str) -> str:
    if (owed := _OWED.fullmatch(said)) and not _unfit(owed["s"]) and not _NO_THING.search(owed["s"]):
        return f"把{owed['s']}{owed['v'].removesuffix('写').removesuffix('干净')}{'干净' if owed['v'].endswith('净') else '好'}"
    if len(said) == 1 and said in _ALONE:
        return f"{said}一下"
    # When something is done is no deed: 接函后.
    if not _SHORTEST <= len(said) <= _LONGEST or said.endswith(_ONCE):
        return ""
    if told := at_a_place(said) or how(said) or of_others(said, deed_of):
        return "" if _unfit(told) else told
    if _RUDE.search(said):
        return ""
    if (match := _KEPT_FREE.match(said)) and not _unfit(match["s"] + match["p"]):
        return f"不要在{'这里' if match['s'][0] in '这那' else match['s']}{match['v']}{match['p']}"
    if (match := _NOT_THERE.match(said)) and not _NO_THING.search(match["s"]) and not _unfit(match["s"] + (match["p"] or match["p2"])):
        put = "放" if match["v"] in "丢扔搁泊" else match["v"]
        return f"不要把{match['s']}{put}在{match['p'] or match['p2']}"
    if (match := _NOT_INTO.match(said)) and not _NO_THING.search(match["s"]) and not _unfit(match["s"] + match["p"]):
        return f"不要把{match['s']}往{match['p']}{match['v']}"
    if match := _NEGATED.match(said):
        return "" if _unfit(match["v"]) or match["v"] in _NO_MORE else f"{match['where'] or ''}{match['first'] or ''}不要{match['at'] or ''}{_polite_there(match['v'])}"
    match = _WITH.match(said) or _GOT.match(said)
    if match is None and not (_NO_DEED.match(said) or _LIKE_DEEDS.match(said)):
        match = _VERB_FIRST.match(said)
    if match is None:
        match = _OBJECT_FIRST.match(said) or _VANISH.match(said)
        # When it is used, it goes back: no thing stands before.
        if match and match["s"].endswith("完") and len(match["s"]) < _LONG_THING and not _unfit(said):
            return said if len(said) - len(match["s"]) > 1 else ""
        # Where a thing stands is told, not bidden: 滑板车靠在门口.
        if match and _STANDS.search(match.groupdict().get("v") or ""):
            return ""
    if match is None or (said.endswith("的") and not match.groupdict().get("s")):
        return ""
    groups = match.groupdict()
    thing, deed = groups.get("s") or "", groups.get("v") or ""
    if deed in _EMPTY or _DENIED.search(thing + deed):
        return ""
    if owing := _TIMES_PAID.fullmatch(f"{thing},{deed}"):
        thing = f"{owing['m']}的费用"
    for plain, polite in _PLAINLY if thing and not deed.startswith("理") else ():
        thing = plain.sub(polite, thing)
    # Money is paid, and neither swept nor put away.
    if thing.endswith("费用") and deed[:1] in "扫擦洗拆关放搬":
        return ""
    if (thing and _NO_THING.search(thing)) or _unfit(thing + deed):
        return ""
    first = "先" if groups.get("first") or groups.get("first2") else ""
    when = groups.get("t") or groups.get("t2") or ""
    if place := groups.get("from") or groups.get("gone"):
        deed = f"从{place}移走"
    deed = _polite(deed + "好" if groups.get("got") else deed)
    if thing:
        thing = f"把{thing}{groups.get('all') or ''}"
    text = (first + when + thing + deed).replace("你的", "您的").replace("你家", "您家")
    return "" if "你" in text else text


# How long it has lasted is no deed: 摆了两日.
_LASTED = compiled("[了过][0-9一二两三四五六七八九十几半好]+个?(?:多)?(?:天|日|小时|钟头|月|周|星期|礼拜|年|季)")


def _unfit(said: str) -> bool:
    return _LASTED.search(said) is not None or hurts(said.replace("你的", "").replace("你家", ""))


def _polite_there(deed: str) -> str:
    return _THERE.sub("那里", deed)


def _polite(deed: str) -> str:
    """What is to be done, as one asks for it: 签掉 is 签一下."""
    if match := _PLACED.match(deed):
        deed = f"{match['v']}到{match['p'].removesuffix('去')}"
    for plain, polite in (*_ENDS, *_IN_BOTH):
        deed = plain.sub(polite, deed)
    return deed
