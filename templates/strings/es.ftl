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
