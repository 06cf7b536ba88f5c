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

# Copying and folding.
copy = Copia
copied = Copiato
copy-link = Copia link
copy-answer = Copia domanda e risposta
print = Stampa
expand-all = Apri tutte
collapse-all = Chiudi tutte

# Below a page.
edit-page = Modifica questa pagina
back-to-top = Torna su
helpful = Questa pagina ti è stata utile?
helpful-yes = Sì
helpful-no = No
helpful-thanks = Grazie per la risposta.
helpful-failed = Invio non riuscito. Riprova.
report-problem = Segnala un problema

# Errors.
error-message = Messaggio di errore
error-codes = Codici
error-varies = Ciò che è punteggiato varia da un caso all’altro.
related-errors = Errori correlati

# Lists of everything.
all-questions = Tutte le domande
all-questions-text = Tutte le domande a cui si risponde qui, dalla A alla Z.
all-errors = Tutti gli errori
all-errors-text = Tutti i messaggi di errore risolti qui, dalla A alla Z.
errors-by-code = Errori per codice
all-codes-text = Tutti i codici di errore risolti qui.
errors-by-message = Per messaggio
errors-by-code-short = Per codice
recently-changed = Modifiche recenti

# Keys.
shortcuts = Scorciatoie da tastiera
shortcut-search = Cerca
shortcut-home = Pagina iniziale
shortcut-previous = Pagina precedente
shortcut-next = Pagina successiva
shortcut-expand = Apri o chiudi tutte le domande
shortcut-top = Torna su
shortcut-help = Mostra queste scorciatoie
shortcuts-on = Usa tasti singoli
shortcuts-close = Chiudi

# Light and dark.
appearance = Aspetto
appearance-auto = Automatico
appearance-light = Chiaro
appearance-dark = Scuro

# The widget in other applications.
widget-help = Aiuto
widget-here = Aiuto per questa schermata
widget-popular = Domande frequenti
widget-open = Apri il centro assistenza

# What a page says of its translation.
notice-missing = Questa pagina non è ancora stata tradotta. La stai leggendo in { $language }.
notice-stale = L’originale è cambiato da quando questa pagina è stata tradotta:
notice-machine = Questa pagina è stata tradotta da una macchina.
notice-original = Leggi l’originale in { $language }
notice-draft = Bozza: questa pagina non è pubblicata.
notice-scheduled = Non sarà pubblicata prima del

# The versions of the product.
version = Versione
version-latest = più recente
version-without = non in questa versione
notice-old = Questa pagina riguarda la versione { $version }, che non è la più recente.
notice-latest = Leggila per { $version }

# How far the translations have come.
translations = Traduzioni
translations-text = A che punto è ogni lingua rispetto a { $language }.
translations-pages = Pagine
translations-to-do = Da fare in questa lingua
translations-changed = originale modificato il
translations-done = In questa lingua tutto è tradotto e aggiornato.
state-current = Aggiornata
state-stale = Non aggiornata
state-machine = Traduzione automatica
state-missing = Mancante
entries-out-of-step = Voci senza corrispondenza
