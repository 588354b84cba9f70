"""bot/text/mentions.py: small closed vocabularies, in people's own words."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from bot.text import mentions


def rows(table: Iterable[tuple[object, str]]) -> list[tuple[str, object]]:
    """Pairs of words and what is read in them, from lines of words with | between."""
    return [(words.strip(), read) for read, line in table for words in line.split("|")]


DOCUMENTS = (
    (
        "notice",
        "お知らせのほうです|おしらせの紙|資格情報通知書|通知のやつ|資格じょうほうのおしらせ",
    ),
    ("notice", "ｵｼﾗｾのほう、お知らせ|通知書が来ました"),
    (
        "certificate",
        "確認書です|資格確認証|しかくかくにんしょ|視覚確認書|資格証明書です|資格書です",
    ),
    ("certificate", "神奈川県国民健康保険資格確認書|資格証っていうのかな"),
    (None, "わからない|両方です。お知らせと確認書|保険証|電子証明書|でんししょうめいしょ|青い紙"),
    (None, "本人確認書類は何がいりますか|登記事項証明書|課税証明書|お知らせください"),
)


@pytest.mark.parametrize(("words", "paper"), rows(DOCUMENTS))
def test_document(words: str, paper: str | None) -> None:
    """One of the two papers is mentioned, by a right or a wrong name; other papers are neither."""
    assert mentions.document(words) == paper


METHODS = (
    ("bank", "銀行で|郵便局の窓口|信金の窓口|農協です|金融機関の窓口で|ぎんこう|銀行のカウンター"),
    (
        "web",
        "ネットから|Ｗｅｂ|ｗｅｂで|スマホで申し込んだ|インターネット|オンラインで|パソコンから",
    ),
    (
        "ward",
        "区役所です|ペイジーで|市役所|役所に行きます|ぺいじー|キャッシュカードで区役所|くやくしょ",
    ),
    (None, "どれでもいい|窓口|カードで|コンビニ|わからない|区役所の前の銀行で|銀行か区役所"),
)


@pytest.mark.parametrize(("words", "method"), rows(METHODS))
def test_method(words: str, method: str | None) -> None:
    """One way to apply is mentioned; two, or a counter of either kind, are none."""
    assert mentions.method(words) == method


CIRCUMSTANCES = (
    (
        "residence_until",
        "在留期限がある|ビザです|外国人です|びざ|visaがあります|在留資格で住んでいます",
    ),
    (
        "graduation",
        "マル学です|学生です|卒業します|まるがく|留学生です|進学で東京にいる|息子が大学生です",
    ),
    ("burden_change", "割合が変わる|負担割合が2割になる|窓口負担|ふたんわりあい|70歳の割合"),
    (None, "ない|どれもない|わからない|はい|在留カードを持っている学生です|カードがある"),
    (None, "大学病院に通っています|海外にいました"),
)


@pytest.mark.parametrize(("words", "name"), rows(CIRCUMSTANCES))
def test_circumstance(words: str, name: str | None) -> None:
    """One circumstance is mentioned; two are none, and so is a hospital of a university."""
    assert mentions.circumstance(words) == name


PEOPLE = (
    (
        "お母さま",
        "母の分です|母は75歳です|うちの母です|母親の分です|お母さんのです|私の母の分|母が届かない",
    ),
    ("お父さま", "父が届かないと言ってます|父のは?|父親が75歳|ちちは70になります|お父さんの"),
    ("奥さま", "妻の分|家内のです|奥さんのは"),
    ("ご主人", "主人の場合は?|夫のは？|旦那が|夫は昭和30年です"),
    ("息子さん", "息子が学生です|長男は大学です|次男も"),
    ("娘さん", "娘は卒業します|長女の分"),
    ("お子さま", "子どもの分|うちの子の分|子供が"),
    ("おばあさま", "おばあちゃんの|祖母の分|祖母は80です"),
    ("おじいさま", "おじいちゃんが|祖父の分"),
    ("お兄さま", "兄は70です"),
    ("お姉さま", "姉の分です"),
    ("弟さん", "弟の分"),
    ("妹さん", "妹です"),
    ("ご家族", "家族の分|親の分|両親の分"),
    ("利用者さま", "利用者の分|入所者のです"),
    ("self", "私のです|自分の分|本人です|私は?|うちは|僕のは|わしの|私|わたしの"),
    (
        None,
        "大丈夫です|大丈夫なんですか|丈夫です|母から聞きました|母子家庭です|本人確認は何がいりますか",
    ),
    (None, "兄弟の分|お知らせははがきで来ますか|昭和30年です|確認書はいつまで|あてはまるのは"),
)


@pytest.mark.parametrize(("words", "person"), rows(PEOPLE))
def test_person(words: str, person: str | None) -> None:
    """Whose papers are meant; a person who is only spoken of, or a part of a word, is nobody."""
    assert mentions.person(words) == person


def test_two_people_are_nobody() -> None:
    """Where two people are named, nothing is said of whose papers are meant."""
    assert mentions.person("母と私の分") is None


YES_OR_NO = (
    (
        True,
        "はい|ええ|うん|そうです|あります|持ってます|持っています|しました|登録済みです|もちろん|OK",
    ),
    (
        True,
        "はい、間違いないです|間違いありません|延びました|マイナンバーカードはあります|昨年登録しました",
    ),
    (
        False,
        "いいえ|ないです|持っていません|持ってない|まだです|ありません|していない|ううん|no|作ってない",
    ),
    (False, "登録してません|延びてません|うん、持ってない|いや、まだ"),
    (
        None,
        "さあ|うーん|昭和30年です|november|わかりません|よくわかりません|知りません|覚えていません",
    ),
    (None, "どちらでもいい"),
)


@pytest.mark.parametrize(("words", "answer"), rows(YES_OR_NO))
def test_yes_or_no(words: str, answer: bool | None) -> None:
    """Yes, no, or neither: not to know is neither, and a negated doubt is a yes."""
    assert mentions.yes_or_no(words) is answer


NONE_OF_THEM = (
    (
        True,
        "どれもない|ないです|なし|特にない|あてはまらない|該当なし|ありません|いいえ|ひとつもない",
    ),
    (
        True,
        "特になし|ほかにはない|他にはありません|該当しません|当てはまりません|どれでもない|一つもありません",
    ),
    (True, "全部ない|どれにも当てはまりません"),
    (
        False,
        "在留期限がある|わからない|学生です|はい|負担割合が変わる|何もわかりません|どれも当てはまる",
    ),
    (False, "お金がない|関係者です|当てはまります|特に困っていることがあります|確認書はいつまで"),
)


@pytest.mark.parametrize(("words", "none"), rows(NONE_OF_THEM))
def test_none_of_them(words: str, none: bool) -> None:
    """Nothing on offer applies; not to know, or to lack something else, is another thing."""
    assert mentions.none_of_them(words) is none


DECLINES = (
    (
        True,
        "言いたくない|教えたくない|言いたくありません|それ答えなきゃだめですか|書きたくない|秘密です",
    ),
    (
        True,
        "なんで必要なの|なぜ必要ですか|こたえたくない|個人情報なので|言えません|教えられません|言いません",
    ),
    (True, "答えられません|入力したくない|なんでそんなこと聞くの|内緒"),
    (
        False,
        "言いたいことがある|教えてください|言い忘れた|いいえ|言われた通り|昭和30年です|いいです、母です",
    ),
    (False, "紙に書かれていません|個人情報を変更したい|わかりません|教えられた番号"),
)


@pytest.mark.parametrize(("words", "declines"), rows(DECLINES))
def test_declines(words: str, declines: bool) -> None:
    """The words refuse to give what was asked; a question about one's data does not."""
    assert mentions.declines(words) is declines


DOES_NOT_KNOW = (
    (
        True,
        "わからない|わかりません|分からないです|分かりません|知らない|知りません|覚えていない|忘れました",
    ),
    (
        True,
        "わかんない|わからん|不明|思い出せない|さあ|手元にない|手元にありません|見当たりません|見つからない",
    ),
    (
        False,
        "昭和30年です|はい|わかりました|わかる|知っています|手元にあります|忘れてません|お知らせ",
    ),
    (False, "いいえ|確認書です|母の分です|7月だと思います"),
)


@pytest.mark.parametrize(("words", "unknown"), rows(DOES_NOT_KNOW))
def test_does_not_know(words: str, unknown: bool) -> None:
    """The words say that the fact is not known, in a polite or a plain form."""
    assert mentions.does_not_know(words) is unknown


CORRECTS = (
    (
        True,
        "いや、31年でした|違います、7月です|7月じゃなくて8月|間違えました|訂正します",
    ),
    (
        True,
        "言い直します|ちがう、30年|7月ではなく8月です",
    ),
    (True, "正しくは31年|7月15日じゃなかった、16日|本当は31年です"),
    (
        False,
        "昭和30年7月15日です|はい|母は7月15日です|昨日申し込みました|いつまでですか|在留期限は3月です",
    ),
    (
        False,
        "7月にお願いします|確認書です|来月です|わかりません|訂正印がいりますか|9月に変わります",
    ),
)


@pytest.mark.parametrize(("words", "corrects"), rows(CORRECTS))
def test_corrects(words: str, corrects: bool) -> None:
    """Something that was said before is taken back."""
    assert mentions.corrects(words) is corrects


@pytest.mark.parametrize(
    "words",
    ["すみません、31年です", "ごめん、昭和31年", "失礼、7月15日", "やっぱり3月で", "31年でした"],
)
def test_may_correct(words: str) -> None:
    """Politeness and the past tense may take something back, and may be a plain answer."""
    assert mentions.may_correct(words)
    assert not mentions.corrects(words)


@pytest.mark.parametrize(
    ("words", "only"),
    [
        ("確認書のほうです", True),
        ("資格情報のお知らせ", True),
        ("区役所の窓口で", True),
        ("資格情報のお知らせをなくした", False),
        ("確認書はいつまで", False),
    ],
)
def test_names_only(words: str, only: bool) -> None:
    """A reply that only names a paper or a way is told apart from a remark about it."""
    assert mentions.names_only(words) is only


ASKS = (
    (
        True,
        "いつまでですか|どこですか|なぜですか|教えてください|どうすればいい|知りたい|いくら|使えますか",
    ),
    (
        True,
        "使えるの？|いつから始まるの|どっち|方法は|ですかね|届きますか。|何を持って行けば|誰に聞けば",
    ),
    (True, "何が必要|必要でしょうか"),
    (
        False,
        "昭和30年です|母です|はい|7月15日|どれもない|どれにも当てはまらない|わかりません|銀行です",
    ),
    (
        False,
        "お知らせです|どうもありがとう|どうぞ|いつもの銀行です|申込方法は区役所です|銀行でお願いします",
    ),
)


@pytest.mark.parametrize(("words", "asks"), rows(ASKS))
def test_asks(words: str, asks: bool) -> None:
    """The words ask something; thanks, and an answer that repeats our question, do not."""
    assert mentions.asks(words) is asks


JAPANESE = (
    (True, "こんにちは|保険証|カード|資格|昭和30|OKです|ﾏｲﾅ|ｶｰﾄﾞ ﾅｼ|やあ hello|人々|Ｗｅｂで"),
    (False, "hello|Where is my card|안녕하세요|Xin chào|🍣|？|Спасибо|123"),
)


@pytest.mark.parametrize(("words", "japanese"), rows(JAPANESE))
def test_is_japanese(words: str, japanese: bool) -> None:
    """There is a Japanese letter in it, in any width."""
    assert mentions.is_japanese(words) is japanese


@pytest.mark.parametrize(
    "read",
    [
        mentions.document,
        mentions.method,
        mentions.circumstance,
        mentions.person,
        mentions.yes_or_no,
        mentions.none_of_them,
        mentions.declines,
        mentions.does_not_know,
        mentions.corrects,
        mentions.asks,
        mentions.is_japanese,
    ],
)
@pytest.mark.parametrize("words", ["", " ", "\x00", "🍣", "x" * 5000, "-" * 5000, "1" * 5000])
def test_nothing_is_read_in_nothing(read: object, words: str) -> None:
    """Empty, odd and very long words mention nothing and take no time to speak of."""
    assert callable(read)
    assert not read(words)


@pytest.mark.parametrize(
    "text",
    [
        "はい",
        "OK",
        "Where is it?",
        "期限",
        "ナニ",
        "ﾅﾆ",
        "请问",
        "(笑)",
        "ok👍",
        "m(_ _)m すみません",
    ],
)
def test_words(text: str) -> None:
    """Letters of any writing are words."""
    assert mentions.has_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "👍",
        "。",
        "？",
        "○",
        "×",
        "(^^)",
        "^^;",
        "m(_ _)m",
        "(´・ω・`)",
        "(T_T)",
        "2",
        "①",
        "ーー",
        "…",
    ],
)
def test_no_words(text: str) -> None:
    """Pictures, points, faces and bare numbers are no words, so of no foreign language either."""
    assert not mentions.has_words(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("期限は", set()),
        ("母の期限", {"お母さま"}),
        ("父と母の期限", {"お父さま", "お母さま"}),
        ("私の妻です", {"奥さま", mentions.SELF}),
    ],
)
def test_people(text: str, named: set[str]) -> None:
    """Everybody whom the words name."""
    assert mentions.people(text) == named
