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

# Copying and folding.
copy = Copier
copied = Copié
copy-link = Copier le lien
copy-answer = Copier la question et la réponse
print = Imprimer
expand-all = Tout ouvrir
collapse-all = Tout fermer

# Below a page.
edit-page = Modifier cette page
back-to-top = Haut de page
helpful = Cette page vous a-t-elle aidé ?
helpful-yes = Oui
helpful-no = Non
helpful-thanks = Merci pour votre réponse.
helpful-failed = L’envoi a échoué. Veuillez réessayer.
report-problem = Signaler un problème

# Errors.
error-message = Message d’erreur
error-codes = Codes
error-varies = Ce qui est en pointillé varie d’un cas à l’autre.
related-errors = Erreurs associées

# Lists of everything.
all-questions = Toutes les questions
all-questions-text = Toutes les questions traitées ici, de A à Z.
all-errors = Toutes les erreurs
all-errors-text = Tous les messages d’erreur traités ici, de A à Z.
errors-by-code = Erreurs par code
all-codes-text = Tous les codes d’erreur traités ici.
errors-by-message = Par message
errors-by-code-short = Par code
recently-changed = Modifications récentes

# Keys.
shortcuts = Raccourcis clavier
shortcut-search = Rechercher
shortcut-home = Page d’accueil
shortcut-previous = Page précédente
shortcut-next = Page suivante
shortcut-expand = Ouvrir ou fermer toutes les questions
shortcut-top = Haut de page
shortcut-help = Afficher ces raccourcis
shortcuts-on = Utiliser les touches seules
shortcuts-close = Fermer

# Light and dark.
appearance = Apparence
appearance-auto = Automatique
appearance-light = Claire
appearance-dark = Sombre

# The widget in other applications.
widget-help = Aide
widget-here = Aide pour cet écran
widget-popular = Questions fréquentes
widget-open = Ouvrir le centre d’aide

# What a page says of its translation.
notice-missing = Cette page n’est pas encore traduite. Vous la lisez en { $language }.
notice-stale = L’original a changé depuis la traduction de cette page :
notice-machine = Cette page a été traduite par une machine.
notice-original = Lire l’original en { $language }
notice-draft = Brouillon : cette page n’est pas publiée.
notice-scheduled = Ne sera pas publiée avant le

# The versions of the product.
version = Version
version-latest = la plus récente
version-without = absente de cette version
notice-old = Cette page concerne la version { $version }, qui n’est pas la plus récente.
notice-latest = La lire pour { $version }

# How far the translations have come.
translations = Traductions
translations-text = L’avancement de chaque langue par rapport à { $language }.
translations-pages = Pages
translations-to-do = À faire dans cette langue
translations-changed = original modifié le
translations-done = Tout est traduit et à jour dans cette langue.
state-current = À jour
state-stale = Dépassée
state-machine = Traduction automatique
state-missing = Manquante
entries-out-of-step = Entrées sans équivalent
