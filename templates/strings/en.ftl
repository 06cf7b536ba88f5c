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
