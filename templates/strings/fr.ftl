# The language's name in itself.
language-name = Français

# The site's name where it has none of its own.
help-centre = Centre d’aide

# The header and the navigation.
skip-to-content = Aller au contenu
menu = Menu
navigation = Rubriques d’aide
language = Langue
choose-language = Choisissez votre langue
not-translated = pas encore traduite

# A page.
home = Accueil
breadcrumbs = Vous êtes ici
on-this-page = Sur cette page
questions = Questions
error-messages = Messages d’erreur
last-updated = Dernière mise à jour
neighbours = Poursuivre la lecture
previous = Précédent
next = Suivant

# A locale's home page.
topics = Rubriques
see-all = Tout voir
common-questions = Questions fréquentes

# A page that does not exist.
not-found-title = Page introuvable
not-found-text = L’adresse est peut-être mal saisie, ou la page a été déplacée. L’une de ces rubriques vous y mènera peut-être.
go-home = Aller à la page d’accueil

# Inside the text of a page.
heading-anchor = Lien vers cette section
broken-link = Ce lien ne mène nulle part
table = Tableau
code = Code
footnotes = Notes de bas de page
footnote-back = Revenir au texte
alert-note = Remarque
alert-tip = Conseil
alert-important = Important
alert-warning = Avertissement
alert-caution = Attention
task-done = Fait
task-open = À faire
