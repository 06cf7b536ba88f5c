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

# The search.
search = Rechercher
search-placeholder = Saisissez une question, une erreur ou un code
search-close = Fermer
search-only = Afficher seulement
search-all = Tout
search-pages = Articles
search-questions = Questions
search-errors = Erreurs
search-kind-page = Article
search-kind-question = Question
search-kind-error = Erreur
search-recent = Recherches récentes
search-clear = Effacer
search-hint = Posez votre question avec vos mots, ou collez un message d’erreur tel qu’il s’affiche.
search-busy = Recherche en cours…
search-count = Résultats : { $count }
search-nothing = Aucun résultat pour « { $query } »
search-nothing-hint = Essayez d’autres mots, ou moins de mots. Un message d’erreur peut être collé en entier.
search-suggestion = Vouliez-vous dire « { $query } » ?
search-failed = La recherche n’a pas pu être chargée
search-retry = Réessayer
search-a-z = Tout de A à Z
search-all-results = Tous les résultats
search-key-choose = Choisir
search-key-open = Ouvrir
search-key-tab = Nouvel onglet
search-without-script = La recherche a besoin de JavaScript. Voici tout ce qu’il y a à trouver.

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
