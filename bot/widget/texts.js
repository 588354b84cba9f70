// Every Japanese sentence of the widget (the launcher has two of its own).

export const T = {
  // The newsletter's number, until the gateway has told it.
  centre: { phone: "044-200-0783", tel: "tel:0442000783", open: null, sentence: "" },

  title: "国保の質問チャット",
  log: "やりとり",
  menu: "メニュー",
  close: "閉じる",
  leave: "すぐ離れる",
  leaveHint: "「すぐ離れる」を押すか、Escキーを続けて3回押すと、やりとりを消して別のページに移ります。",
  furigana: "ふりがなを付ける",
  large: "文字を大きくする",
  call: "電話する",
  centreName: "川崎市保険コールセンター",
  charged: "通話料がかかります。",

  erase: "やりとりを消去",
  eraseAsk: "ここまでのやりとりを、すべて消します。よろしいですか。",
  eraseYes: "消去する",
  eraseNo: "やめる",
  erased: "前のやりとりを消去しました。",
  erasedHere: (minutes) => `この画面からは消しました。サーバーの情報は、${minutes}分で消えます。`,
  kept: (minutes) =>
    `この会話は、このタブを閉じるまで、ご自分の画面だけに残ります。サーバーに言葉は残しません。続きを話すための情報も、使わなければ${minutes}分で消えます。`,

  first: (minutes) => ({
    kind: "talk",
    title: "はじめに",
    lead: "国保だより第179号(令和7年7月)をもとに、機械が自動でお答えします。",
    details: [
      "マイナンバー、電話番号、住所、名前は書かないでください。",
      `やりとりは、このタブを閉じるまで残ります。サーバーに言葉は残さず、${minutes}分で消えます。`,
    ],
  }),

  me: "あなた:",
  bot: "回答:",
  box: "質問を書いてください",
  send: "送信",
  empty: "質問を書いてから、送信を押してください。",
  near: "長い文です。5,000文字まで送れます。短く分けると、確かに答えられます。",
  over: "5,000文字を超えたので、まだ送れません。短くするか、分けて送ってください。",
  count: (count) => `${count.toLocaleString("ja-JP")} / 5,000文字`,

  thinking: "お答えを考えています…",
  unsent: "未送信",
  refused: "送れませんでした",
  offline: "つながりません。書いた文は残してあります。つながったら、自動で送ります。",
  again: "つながりません。少し待って、もう一度押してください。",
  failed: "すみません。うまくいきませんでした。",
  renewed: "時間がたったため、前のやりとりは終わりました。新しく始めて、今の質問を送り直します。",

  bring: "持ち物",
  steps: "次にすること",
  more: (count) => `くわしく見る(${count}件)`,
  related: "関連する質問",
  answers: "答えを選ぶ",
  newTab: "(新しいタブで開きます)",
  print: "印刷・保存",
  asked: "質問:",
  printed: "印刷した日:",

  helped: "役に立ちましたか",
  yes: "はい",
  no: "いいえ",
  why: "どこが困りましたか",
  reasons: { wrong: "内容が違う", unclear: "わかりにくい", other_question: "聞いたことと違う", other: "そのほか" },
  agree: "私の質問の文も、改善のために送る",
  sendFeedback: "意見を送る",
  reasonMissing: "一つ選んでください。",
  thanks: "ありがとうございます。改善に役立てます。",

  dateLegend: "日付を入れる",
  dateHint: "下の欄に「昭和31年4月5日」のように書いても送れます。",
  monthHint: "下の欄に「令和8年1月」のように書いても送れます。",
  era: "元号か西暦",
  units: { year: "年", month: "月", day: "日" },
  dateSend: "この日付を送る",
  dateErrors: {
    era: "元号か西暦を選んでください。",
    year: "年を数字で書いてください。(1年目は「元」でも)",
    month: "月を、1から12までの数字で書いてください。",
    day: "日を、1から31までの数字で書いてください。",
  },
};
