# The language's name in itself.
language-name = English

# The site's name where it has none of its own.
help-centre = Help centre

# The header and the navigation.
skip-to-content = Skip to content
menu = Menu
navigation = Help topics
language = Language
choose-language = Choose your language
not-translated = not translated yet

# A page.
home = Home
breadcrumbs = You are here
on-this-page = On this page
questions = Questions
error-messages = Error messages
last-updated = Last updated
neighbours = Continue reading
previous = Previous
next = Next

# A locale's home page.
topics = Topics
see-all = See all
common-questions = Common questions

# The search.
search = Search
search-placeholder = Type a question, an error or a code
search-close = Close
search-only = Show only
search-all = Everything
search-pages = Articles
search-questions = Questions
search-errors = Errors
search-kind-page = Article
search-kind-question = Question
search-kind-error = Error
search-recent = Recent searches
search-clear = Clear
search-hint = Ask in your own words, or paste an error message just as you see it.
search-busy = Searching…
search-count = Results: { $count }
search-nothing = Nothing found for “{ $query }”
search-nothing-hint = Try other words or fewer of them. An error message can be pasted whole.
search-suggestion = Did you mean “{ $query }”?
search-failed = The search could not be loaded
search-retry = Try again
search-a-z = Everything from A to Z
search-all-results = All results
search-key-choose = Choose
search-key-open = Open
search-key-tab = New tab
search-without-script = Search needs JavaScript. Here is everything there is to find.

# A page that does not exist.
not-found-title = Page not found
not-found-text = The address may be mistyped, or the page has moved. One of these topics may lead you to it.
go-home = Go to the home page

# Inside the text of a page.
heading-anchor = Link to this section
broken-link = This link leads nowhere
table = Table
code = Code
footnotes = Footnotes
footnote-back = Back to the text
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
task-done = Done
task-open = Not done

# Copying and folding.
copy = Copy
copied = Copied
copy-link = Copy link
copy-answer = Copy question and answer
print = Print
expand-all = Expand all
collapse-all = Collapse all

# Below a page.
edit-page = Edit this page
back-to-top = Back to top
helpful = Was this page helpful?
helpful-yes = Yes
helpful-no = No
helpful-thanks = Thank you for telling us.
helpful-failed = That could not be sent. Please try again.
report-problem = Report a problem

# Errors.
error-message = Error message
error-codes = Codes
error-varies = What is dotted varies from one occurrence to the next.
related-errors = Related errors

# Lists of everything.
all-questions = All questions
all-questions-text = Every question that is answered here, from A to Z.
all-errors = All errors
all-errors-text = Every error message that is resolved here, from A to Z.
errors-by-code = Errors by code
all-codes-text = Every error code that is resolved here.
errors-by-message = By message
errors-by-code-short = By code
recently-changed = Recently changed

# Keys.
shortcuts = Keyboard shortcuts
shortcut-search = Search
shortcut-home = Home page
shortcut-previous = Previous page
shortcut-next = Next page
shortcut-expand = Expand or collapse all questions
shortcut-top = Back to top
shortcut-help = Show these shortcuts
shortcuts-on = Use single keys
shortcuts-close = Close

# Light and dark.
appearance = Appearance
appearance-auto = Automatic
appearance-light = Light
appearance-dark = Dark

# The widget in other applications.
widget-help = Help
widget-here = Help for this screen
widget-popular = Common questions
widget-open = Open the help centre

# What a page says of its translation.
notice-missing = This page has not been translated yet. You are reading it in { $language }.
notice-stale = The original has changed since this page was translated:
notice-machine = This page was translated by a machine.
notice-original = Read the original in { $language }
notice-draft = Draft: this page is not published.
notice-scheduled = Not published before

# The versions of the product.
version = Version
version-latest = latest
version-without = not in this version
notice-old = This page is about version { $version }, which is not the latest.
notice-latest = Read it for { $version }

# How far the translations have come.
translations = Translations
translations-text = How far each language has come, measured against { $language }.
translations-pages = Pages
translations-to-do = To do in this language
translations-changed = original changed
translations-done = Everything in this language is translated and current.
state-current = Current
state-stale = Out of date
state-machine = Machine translation
state-missing = Missing
entries-out-of-step = Entries out of step
