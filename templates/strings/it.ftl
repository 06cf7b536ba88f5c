# The language's name in itself.
language-name = Italiano

# The site's name where it has none of its own.
help-centre = Centro assistenza

# The header and the navigation.
skip-to-content = Vai al contenuto
menu = Menu
navigation = Argomenti della guida
language = Lingua
choose-language = Scegli la lingua
not-translated = non ancora tradotta

# A page.
home = Home
breadcrumbs = Ti trovi qui
on-this-page = In questa pagina
questions = Domande
error-messages = Messaggi di errore
last-updated = Ultimo aggiornamento
neighbours = Continua a leggere
previous = Precedente
next = Successiva

# A locale's home page.
topics = Argomenti
see-all = Vedi tutto
common-questions = Domande frequenti

# A page that does not exist.
not-found-title = Pagina non trovata
not-found-text = L’indirizzo potrebbe essere errato, oppure la pagina è stata spostata. Uno di questi argomenti potrebbe portarti lì.
go-home = Vai alla pagina iniziale

# Inside the text of a page.
heading-anchor = Link a questa sezione
broken-link = Questo link non porta da nessuna parte
table = Tabella
code = Codice
footnotes = Note a piè di pagina
footnote-back = Torna al testo
alert-note = Nota
alert-tip = Suggerimento
alert-important = Importante
alert-warning = Avviso
alert-caution = Attenzione
task-done = Fatto
task-open = Da fare
