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
