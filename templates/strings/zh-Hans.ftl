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

# Copying and folding.
copy = 复制
copied = 已复制
copy-link = 复制链接
copy-answer = 复制问题和答案
print = 打印
expand-all = 全部展开
collapse-all = 全部收起

# Below a page.
edit-page = 编辑此页
back-to-top = 返回顶部
helpful = 此页面对您有帮助吗？
helpful-yes = 是
helpful-no = 否
helpful-thanks = 感谢您的反馈。
helpful-failed = 无法发送，请重试。
report-problem = 报告问题

# Errors.
error-message = 错误消息
error-codes = 代码
error-varies = 带点线的部分因情况而异。
related-errors = 相关错误

# Lists of everything.
all-questions = 所有问题
all-questions-text = 这里解答的所有问题。
all-errors = 所有错误
all-errors-text = 这里给出解决方法的所有错误消息。
errors-by-code = 按代码查找错误
all-codes-text = 这里给出解决方法的所有错误代码。
errors-by-message = 按消息
errors-by-code-short = 按代码
recently-changed = 最近更新

# Keys.
shortcuts = 键盘快捷键
shortcut-search = 搜索
shortcut-home = 主页
shortcut-previous = 上一页
shortcut-next = 下一页
shortcut-expand = 展开或收起所有问题
shortcut-top = 返回顶部
shortcut-help = 显示这些快捷键
shortcuts-on = 使用单键快捷键
shortcuts-close = 关闭

# Light and dark.
appearance = 外观
appearance-auto = 自动
appearance-light = 浅色
appearance-dark = 深色

# The widget in other applications.
widget-help = 帮助
widget-here = 此页面的帮助
widget-popular = 常见问题
widget-open = 打开帮助中心

# What a page says of its translation.
notice-missing = 本页尚未翻译。您正在阅读的是 { $language } 版本。
notice-stale = 本页翻译后，原文已有更改：
notice-machine = 本页由机器翻译。
notice-original = 阅读 { $language } 原文
notice-draft = 草稿：本页尚未发布。
notice-scheduled = 预定发布日期：

# The versions of the product.
version = 版本
version-latest = 最新
version-without = 此版本中没有
notice-old = 本页适用于版本 { $version }，不是最新版本。
notice-latest = 阅读 { $version } 的页面

# How far the translations have come.
translations = 翻译进度
translations-text = 以 { $language } 为准的各语言翻译进度。
translations-pages = 页面
translations-to-do = 此语言的待办事项
translations-changed = 原文更改于
translations-done = 此语言的内容均已翻译且为最新。
state-current = 最新
state-stale = 已过时
state-machine = 机器翻译
state-missing = 缺失
entries-out-of-step = 不对应的条目
