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

# The search.
search = Cerca
search-placeholder = Scrivi una domanda, un errore o un codice
search-close = Chiudi
search-only = Mostra solo
search-all = Tutto
search-pages = Articoli
search-questions = Domande
search-errors = Errori
search-kind-page = Articolo
search-kind-question = Domanda
search-kind-error = Errore
search-recent = Ricerche recenti
search-clear = Cancella
search-hint = Chiedi con parole tue o incolla un messaggio di errore così come appare.
search-busy = Ricerca in corso…
search-count = Risultati: { $count }
search-nothing = Nessun risultato per “{ $query }”
search-nothing-hint = Prova con altre parole o con meno parole. Un messaggio di errore si può incollare intero.
search-suggestion = Forse cercavi “{ $query }”?
search-failed = Non è stato possibile caricare la ricerca
search-retry = Riprova
search-a-z = Tutto dalla A alla Z
search-all-results = Tutti i risultati
search-key-choose = Scegli
search-key-open = Apri
search-key-tab = Nuova scheda
search-without-script = La ricerca ha bisogno di JavaScript. Ecco tutto ciò che si può trovare.

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
