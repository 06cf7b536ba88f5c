# The language's name in itself.
language-name = Español

# The site's name where it has none of its own.
help-centre = Centro de ayuda

# The header and the navigation.
skip-to-content = Ir al contenido
menu = Menú
navigation = Temas de ayuda
language = Idioma
choose-language = Elige el idioma
not-translated = aún sin traducir

# A page.
home = Inicio
breadcrumbs = Estás aquí
on-this-page = En esta página
questions = Preguntas
error-messages = Mensajes de error
last-updated = Última actualización
neighbours = Seguir leyendo
previous = Anterior
next = Siguiente

# A locale's home page.
topics = Temas
see-all = Ver todo
common-questions = Preguntas frecuentes

# The search.
search = Buscar
search-placeholder = Escribe una pregunta, un error o un código
search-close = Cerrar
search-only = Mostrar solo
search-all = Todo
search-pages = Artículos
search-questions = Preguntas
search-errors = Errores
search-kind-page = Artículo
search-kind-question = Pregunta
search-kind-error = Error
search-recent = Búsquedas recientes
search-clear = Borrar
search-hint = Pregunta con tus palabras o pega un mensaje de error tal como aparece.
search-busy = Buscando…
search-count = Resultados: { $count }
search-nothing = No se encontró nada para «{ $query }»
search-nothing-hint = Prueba con otras palabras o con menos. Un mensaje de error se puede pegar entero.
search-suggestion = ¿Quisiste decir «{ $query }»?
search-failed = No se pudo cargar la búsqueda
search-retry = Reintentar
search-a-z = Todo de la A a la Z
search-all-results = Todos los resultados
search-key-choose = Elegir
search-key-open = Abrir
search-key-tab = Pestaña nueva
search-without-script = La búsqueda necesita JavaScript. Aquí está todo lo que se puede encontrar.

# A page that does not exist.
not-found-title = Página no encontrada
not-found-text = Puede que la dirección esté mal escrita o que la página haya cambiado de sitio. Quizá uno de estos temas te lleve a ella.
go-home = Ir a la página de inicio

# Inside the text of a page.
heading-anchor = Enlace a esta sección
broken-link = Este enlace no lleva a ninguna parte
table = Tabla
code = Código
footnotes = Notas al pie
footnote-back = Volver al texto
alert-note = Nota
alert-tip = Consejo
alert-important = Importante
alert-warning = Advertencia
alert-caution = Precaución
task-done = Hecho
task-open = Pendiente

# Copying and folding.
copy = Copiar
copied = Copiado
copy-link = Copiar enlace
copy-answer = Copiar pregunta y respuesta
print = Imprimir
expand-all = Abrir todas
collapse-all = Cerrar todas

# Below a page.
edit-page = Editar esta página
back-to-top = Volver arriba
helpful = ¿Te ha servido esta página?
helpful-yes = Sí
helpful-no = No
helpful-thanks = Gracias por tu respuesta.
helpful-failed = No se ha podido enviar. Inténtalo de nuevo.
report-problem = Informar de un problema

# Errors.
error-message = Mensaje de error
error-codes = Códigos
error-varies = Lo punteado varía de un caso a otro.
related-errors = Errores relacionados

# Lists of everything.
all-questions = Todas las preguntas
all-questions-text = Todas las preguntas que se responden aquí, de la A a la Z.
all-errors = Todos los errores
all-errors-text = Todos los mensajes de error que se resuelven aquí, de la A a la Z.
errors-by-code = Errores por código
all-codes-text = Todos los códigos de error que se resuelven aquí.
errors-by-message = Por mensaje
errors-by-code-short = Por código
recently-changed = Cambios recientes

# Keys.
shortcuts = Atajos de teclado
shortcut-search = Buscar
shortcut-home = Página de inicio
shortcut-previous = Página anterior
shortcut-next = Página siguiente
shortcut-expand = Abrir o cerrar todas las preguntas
shortcut-top = Volver arriba
shortcut-help = Mostrar estos atajos
shortcuts-on = Usar teclas sueltas
shortcuts-close = Cerrar

# Light and dark.
appearance = Apariencia
appearance-auto = Automática
appearance-light = Clara
appearance-dark = Oscura

# The widget in other applications.
widget-help = Ayuda
widget-here = Ayuda para esta pantalla
widget-popular = Preguntas frecuentes
widget-open = Abrir el centro de ayuda

# What a page says of its translation.
notice-missing = Esta página aún no está traducida. La estás leyendo en { $language }.
notice-stale = El original ha cambiado desde que se tradujo esta página:
notice-machine = Esta página fue traducida por una máquina.
notice-original = Lee el original en { $language }
notice-draft = Borrador: esta página no está publicada.
notice-scheduled = No se publicará antes del

# The versions of the product.
version = Versión
version-latest = más reciente
version-without = no está en esta versión
notice-old = Esta página trata de la versión { $version }, que no es la más reciente.
notice-latest = Léela para { $version }

# How far the translations have come.
translations = Traducciones
translations-text = Cuánto ha avanzado cada idioma con respecto a { $language }.
translations-pages = Páginas
translations-to-do = Pendiente en este idioma
translations-changed = el original cambió el
translations-done = Todo está traducido y al día en este idioma.
state-current = Al día
state-stale = Desactualizada
state-machine = Traducción automática
state-missing = Falta
entries-out-of-step = Entradas sin correspondencia
