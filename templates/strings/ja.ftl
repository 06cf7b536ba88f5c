# The language's name in itself.
language-name = 日本語

# The site's name where it has none of its own.
help-centre = ヘルプセンター

# The header and the navigation.
skip-to-content = 本文へ移動
menu = メニュー
navigation = ヘルプトピック
language = 言語
choose-language = 言語を選択
not-translated = 未翻訳

# A page.
home = ホーム
breadcrumbs = 現在の位置
on-this-page = このページの内容
questions = 質問
error-messages = エラーメッセージ
last-updated = 最終更新日
neighbours = 続けて読む
previous = 前へ
next = 次へ

# A locale's home page.
topics = トピック
see-all = すべて表示
common-questions = よくある質問

# The search.
search = 検索
search-placeholder = 質問、エラー、コードを入力
search-close = 閉じる
search-only = 絞り込み
search-all = すべて
search-pages = 記事
search-questions = 質問
search-errors = エラー
search-kind-page = 記事
search-kind-question = 質問
search-kind-error = エラー
search-recent = 最近の検索
search-clear = 消去
search-hint = 自分の言葉で質問するか、エラーメッセージをそのまま貼り付けてください。
search-busy = 検索中…
search-count = 検索結果: { $count } 件
search-nothing = 「{ $query }」は見つかりませんでした
search-nothing-hint = 別の言葉で試すか、言葉を減らしてください。エラーメッセージは全文を貼り付けられます。
search-suggestion = もしかして「{ $query }」
search-failed = 検索を読み込めませんでした
search-retry = 再試行
search-a-z = すべての項目
search-all-results = すべての結果
search-key-choose = 選択
search-key-open = 開く
search-key-tab = 新しいタブ
search-without-script = 検索には JavaScript が必要です。見つけられる項目はすべてここにあります。

# A page that does not exist.
not-found-title = ページが見つかりません
not-found-text = アドレスが間違っているか、ページが移動した可能性があります。次のトピックから見つかるかもしれません。
go-home = ホームページへ移動

# Inside the text of a page.
heading-anchor = このセクションへのリンク
broken-link = このリンクの移動先はありません
table = 表
code = コード
footnotes = 脚注
footnote-back = 本文に戻る
alert-note = 注記
alert-tip = ヒント
alert-important = 重要
alert-warning = 警告
alert-caution = 注意
task-done = 完了
task-open = 未完了

# Copying and folding.
copy = コピー
copied = コピーしました
copy-link = リンクをコピー
copy-answer = 質問と回答をコピー
print = 印刷
expand-all = すべて開く
collapse-all = すべて閉じる

# Below a page.
edit-page = このページを編集
back-to-top = 先頭へ戻る
helpful = このページは役に立ちましたか？
helpful-yes = はい
helpful-no = いいえ
helpful-thanks = ご回答ありがとうございます。
helpful-failed = 送信できませんでした。もう一度お試しください。
report-problem = 問題を報告

# Errors.
error-message = エラーメッセージ
error-codes = コード
error-varies = 点線の部分は状況によって変わります。
related-errors = 関連するエラー

# Lists of everything.
all-questions = すべての質問
all-questions-text = ここで回答しているすべての質問です。
all-errors = すべてのエラー
all-errors-text = ここで解決方法を説明しているすべてのエラーメッセージです。
errors-by-code = コード別のエラー
all-codes-text = ここで解決方法を説明しているすべてのエラーコードです。
errors-by-message = メッセージ別
errors-by-code-short = コード別
recently-changed = 最近の更新

# Keys.
shortcuts = キーボードショートカット
shortcut-search = 検索
shortcut-home = ホームページ
shortcut-previous = 前のページ
shortcut-next = 次のページ
shortcut-expand = すべての質問を開閉
shortcut-top = 先頭へ戻る
shortcut-help = ショートカットを表示
shortcuts-on = 単独のキーを使う
shortcuts-close = 閉じる

# Light and dark.
appearance = 外観
appearance-auto = 自動
appearance-light = ライト
appearance-dark = ダーク

# The widget in other applications.
widget-help = ヘルプ
widget-here = この画面のヘルプ
widget-popular = よくある質問
widget-open = ヘルプセンターを開く

# What a page says of its translation.
notice-missing = このページはまだ翻訳されていません。{ $language } で表示しています。
notice-stale = このページの翻訳後に原文が変更されました：
notice-machine = このページは機械翻訳されたものです。
notice-original = 原文を { $language } で読む
notice-draft = 下書き：このページは公開されていません。
notice-scheduled = 公開予定日：

# The versions of the product.
version = バージョン
version-latest = 最新
version-without = このバージョンにはありません
notice-old = このページはバージョン { $version } についてのもので、最新ではありません。
notice-latest = { $version } のページを読む

# How far the translations have come.
translations = 翻訳状況
translations-text = { $language } を基準とした各言語の翻訳状況です。
translations-pages = ページ
translations-to-do = この言語で必要な作業
translations-changed = 原文の更新日
translations-done = この言語ではすべて翻訳済みで最新です。
state-current = 最新
state-stale = 更新が必要
state-machine = 機械翻訳
state-missing = 未翻訳
entries-out-of-step = 対応しない項目
