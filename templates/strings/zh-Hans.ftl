# The language's name in itself.
language-name = 简体中文

# The site's name where it has none of its own.
help-centre = 帮助中心

# The header and the navigation.
skip-to-content = 跳到正文
menu = 菜单
navigation = 帮助主题
language = 语言
choose-language = 选择语言
not-translated = 尚未翻译

# A page.
home = 首页
breadcrumbs = 当前位置
on-this-page = 本页内容
questions = 问题
error-messages = 错误消息
last-updated = 最后更新
neighbours = 继续阅读
previous = 上一页
next = 下一页

# A locale's home page.
topics = 主题
see-all = 查看全部
common-questions = 常见问题

# The search.
search = 搜索
search-placeholder = 输入问题、错误或代码
search-close = 关闭
search-only = 只显示
search-all = 全部
search-pages = 文章
search-questions = 问题
search-errors = 错误
search-kind-page = 文章
search-kind-question = 问题
search-kind-error = 错误
search-recent = 最近搜索
search-clear = 清除
search-hint = 用自己的话提问，或将错误消息原样粘贴到这里。
search-busy = 正在搜索…
search-count = 搜索结果：{ $count }
search-nothing = 未找到“{ $query }”
search-nothing-hint = 请换用其他词语或减少词语。错误消息可以整条粘贴。
search-suggestion = 您是不是要找“{ $query }”？
search-failed = 无法加载搜索
search-retry = 重试
search-a-z = 全部条目
search-all-results = 所有结果
search-key-choose = 选择
search-key-open = 打开
search-key-tab = 新标签页
search-without-script = 搜索需要 JavaScript。以下是可以找到的全部内容。

# A page that does not exist.
not-found-title = 找不到页面
not-found-text = 地址可能有误，或者页面已移动。您也许可以从以下主题中找到它。
go-home = 前往首页

# Inside the text of a page.
heading-anchor = 本节链接
broken-link = 此链接没有指向任何页面
table = 表格
code = 代码
footnotes = 脚注
footnote-back = 返回正文
alert-note = 备注
alert-tip = 提示
alert-important = 重要
alert-warning = 警告
alert-caution = 注意
task-done = 已完成
task-open = 未完成
