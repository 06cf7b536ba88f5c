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
