# The language's name in itself.
language-name = Deutsch

# The site's name where it has none of its own.
help-centre = Hilfe

# The header and the navigation.
skip-to-content = Zum Inhalt springen
menu = Menü
navigation = Hilfethemen
language = Sprache
choose-language = Sprache wählen
not-translated = noch nicht übersetzt

# A page.
home = Startseite
breadcrumbs = Sie sind hier
on-this-page = Auf dieser Seite
questions = Fragen
error-messages = Fehlermeldungen
last-updated = Zuletzt aktualisiert
neighbours = Weiterlesen
previous = Zurück
next = Weiter

# A locale's home page.
topics = Themen
see-all = Alle anzeigen
common-questions = Häufige Fragen

# The search.
search = Suchen
search-placeholder = Frage, Fehlermeldung oder Code eingeben
search-close = Schließen
search-only = Nur zeigen
search-all = Alles
search-pages = Artikel
search-questions = Fragen
search-errors = Fehler
search-kind-page = Artikel
search-kind-question = Frage
search-kind-error = Fehler
search-recent = Letzte Suchen
search-clear = Löschen
search-hint = Fragen Sie in Ihren Worten, oder fügen Sie eine Fehlermeldung ein, wie sie dasteht.
search-busy = Suche läuft …
search-count = Treffer: { $count }
search-nothing = Nichts gefunden für „{ $query }“
search-nothing-hint = Versuchen Sie andere oder weniger Wörter. Eine Fehlermeldung kann ganz eingefügt werden.
search-suggestion = Meinten Sie „{ $query }“?
search-failed = Die Suche konnte nicht geladen werden
search-retry = Erneut versuchen
search-a-z = Alles von A bis Z
search-all-results = Alle Treffer
search-key-choose = Wählen
search-key-open = Öffnen
search-key-tab = Neuer Tab
search-without-script = Die Suche braucht JavaScript. Hier steht alles, was es zu finden gibt.

# A page that does not exist.
not-found-title = Seite nicht gefunden
not-found-text = Vielleicht ist die Adresse falsch geschrieben, oder die Seite ist umgezogen. Eines dieser Themen führt Sie vielleicht zu ihr.
go-home = Zur Startseite

# Inside the text of a page.
heading-anchor = Link zu diesem Abschnitt
broken-link = Dieser Link führt ins Leere
table = Tabelle
code = Code
footnotes = Fußnoten
footnote-back = Zurück zum Text
alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Vorsicht
task-done = Erledigt
task-open = Offen

# Copying and folding.
copy = Kopieren
copied = Kopiert
copy-link = Link kopieren
copy-answer = Frage und Antwort kopieren
print = Drucken
expand-all = Alle öffnen
collapse-all = Alle schließen

# Below a page.
edit-page = Diese Seite bearbeiten
back-to-top = Nach oben
helpful = War diese Seite hilfreich?
helpful-yes = Ja
helpful-no = Nein
helpful-thanks = Danke für die Rückmeldung.
helpful-failed = Das konnte nicht gesendet werden. Bitte noch einmal versuchen.
report-problem = Problem melden

# Errors.
error-message = Fehlermeldung
error-codes = Codes
error-varies = Gepunktetes ist von Fall zu Fall verschieden.
related-errors = Verwandte Fehler

# Lists of everything.
all-questions = Alle Fragen
all-questions-text = Alle hier beantworteten Fragen von A bis Z.
all-errors = Alle Fehler
all-errors-text = Alle hier behandelten Fehlermeldungen von A bis Z.
errors-by-code = Fehler nach Code
all-codes-text = Alle hier behandelten Fehlercodes.
errors-by-message = Nach Meldung
errors-by-code-short = Nach Code
recently-changed = Kürzlich geändert

# Keys.
shortcuts = Tastenkürzel
shortcut-search = Suchen
shortcut-home = Startseite
shortcut-previous = Vorherige Seite
shortcut-next = Nächste Seite
shortcut-expand = Alle Fragen öffnen oder schließen
shortcut-top = Nach oben
shortcut-help = Diese Tastenkürzel zeigen
shortcuts-on = Einzelne Tasten verwenden
shortcuts-close = Schließen

# Light and dark.
appearance = Darstellung
appearance-auto = Automatisch
appearance-light = Hell
appearance-dark = Dunkel

# The widget in other applications.
widget-help = Hilfe
widget-here = Hilfe zu dieser Ansicht
widget-popular = Häufige Fragen
widget-open = Hilfe-Center öffnen

# What a page says of its translation.
notice-missing = Diese Seite ist noch nicht übersetzt. Sie lesen sie auf { $language }.
notice-stale = Das Original hat sich geändert, seit diese Seite übersetzt wurde:
notice-machine = Diese Seite wurde maschinell übersetzt.
notice-original = Das Original auf { $language } lesen
notice-draft = Entwurf: Diese Seite ist nicht veröffentlicht.
notice-scheduled = Wird nicht veröffentlicht vor:

# The versions of the product.
version = Version
version-latest = aktuell
version-without = nicht in dieser Version
notice-old = Diese Seite gilt für Version { $version }; das ist nicht die neueste.
notice-latest = Für { $version } lesen

# How far the translations have come.
translations = Übersetzungen
translations-text = Wie weit jede Sprache im Vergleich zu { $language } ist.
translations-pages = Seiten
translations-to-do = In dieser Sprache zu tun
translations-changed = Original geändert am
translations-done = In dieser Sprache ist alles übersetzt und aktuell.
state-current = Aktuell
state-stale = Veraltet
state-machine = Maschinell übersetzt
state-missing = Fehlt
entries-out-of-step = Einträge ohne Gegenstück
