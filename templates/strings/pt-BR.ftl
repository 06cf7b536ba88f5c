# The language's name in itself.
language-name = Português (Brasil)

# The site's name where it has none of its own.
help-centre = Central de ajuda

# The header and the navigation.
skip-to-content = Ir para o conteúdo
menu = Menu
navigation = Tópicos de ajuda
language = Idioma
choose-language = Escolha o idioma
not-translated = ainda não traduzida

# A page.
home = Início
breadcrumbs = Você está aqui
on-this-page = Nesta página
questions = Perguntas
error-messages = Mensagens de erro
last-updated = Última atualização
neighbours = Continue lendo
previous = Anterior
next = Próxima

# A locale's home page.
topics = Tópicos
see-all = Ver tudo
common-questions = Perguntas frequentes

# The search.
search = Buscar
search-placeholder = Digite uma pergunta, um erro ou um código
search-close = Fechar
search-only = Mostrar só
search-all = Tudo
search-pages = Artigos
search-questions = Perguntas
search-errors = Erros
search-kind-page = Artigo
search-kind-question = Pergunta
search-kind-error = Erro
search-recent = Buscas recentes
search-clear = Limpar
search-hint = Pergunte com suas palavras ou cole uma mensagem de erro do jeito que ela aparece.
search-busy = Buscando…
search-count = Resultados: { $count }
search-nothing = Nada encontrado para “{ $query }”
search-nothing-hint = Tente outras palavras, ou menos palavras. Uma mensagem de erro pode ser colada inteira.
search-suggestion = Você quis dizer “{ $query }”?
search-failed = Não foi possível carregar a busca
search-retry = Tentar de novo
search-a-z = Tudo de A a Z
search-all-results = Todos os resultados
search-key-choose = Escolher
search-key-open = Abrir
search-key-tab = Nova aba
search-without-script = A busca precisa de JavaScript. Aqui está tudo o que há para encontrar.

# A page that does not exist.
not-found-title = Página não encontrada
not-found-text = O endereço pode estar errado ou a página mudou de lugar. Talvez um destes tópicos leve até ela.
go-home = Ir para a página inicial

# Inside the text of a page.
heading-anchor = Link para esta seção
broken-link = Este link não leva a lugar nenhum
table = Tabela
code = Código
footnotes = Notas de rodapé
footnote-back = Voltar ao texto
alert-note = Observação
alert-tip = Dica
alert-important = Importante
alert-warning = Aviso
alert-caution = Cuidado
task-done = Feito
task-open = A fazer

# Copying and folding.
copy = Copiar
copied = Copiado
copy-link = Copiar link
copy-answer = Copiar pergunta e resposta
print = Imprimir
expand-all = Abrir todas
collapse-all = Fechar todas

# Below a page.
edit-page = Editar esta página
back-to-top = Voltar ao topo
helpful = Esta página ajudou?
helpful-yes = Sim
helpful-no = Não
helpful-thanks = Obrigado pela resposta.
helpful-failed = Não foi possível enviar. Tente de novo.
report-problem = Relatar um problema

# Errors.
error-message = Mensagem de erro
error-codes = Códigos
error-varies = O que está pontilhado muda de um caso para outro.
related-errors = Erros relacionados

# Lists of everything.
all-questions = Todas as perguntas
all-questions-text = Todas as perguntas respondidas aqui, de A a Z.
all-errors = Todos os erros
all-errors-text = Todas as mensagens de erro resolvidas aqui, de A a Z.
errors-by-code = Erros por código
all-codes-text = Todos os códigos de erro resolvidos aqui.
errors-by-message = Por mensagem
errors-by-code-short = Por código
recently-changed = Alterações recentes

# Keys.
shortcuts = Atalhos de teclado
shortcut-search = Buscar
shortcut-home = Página inicial
shortcut-previous = Página anterior
shortcut-next = Próxima página
shortcut-expand = Abrir ou fechar todas as perguntas
shortcut-top = Voltar ao topo
shortcut-help = Mostrar estes atalhos
shortcuts-on = Usar teclas simples
shortcuts-close = Fechar

# Light and dark.
appearance = Aparência
appearance-auto = Automática
appearance-light = Clara
appearance-dark = Escura

# The widget in other applications.
widget-help = Ajuda
widget-here = Ajuda para esta tela
widget-popular = Perguntas frequentes
widget-open = Abrir a central de ajuda

# What a page says of its translation.
notice-missing = Esta página ainda não foi traduzida. Você a está lendo em { $language }.
notice-stale = O original mudou depois que esta página foi traduzida:
notice-machine = Esta página foi traduzida por uma máquina.
notice-original = Leia o original em { $language }
notice-draft = Rascunho: esta página não está publicada.
notice-scheduled = Não será publicada antes de

# The versions of the product.
version = Versão
version-latest = mais recente
version-without = não existe nesta versão
notice-old = Esta página é sobre a versão { $version }, que não é a mais recente.
notice-latest = Leia sobre a { $version }

# How far the translations have come.
translations = Traduções
translations-text = Quanto cada idioma já avançou, em relação a { $language }.
translations-pages = Páginas
translations-to-do = O que falta neste idioma
translations-changed = o original mudou em
translations-done = Tudo neste idioma está traduzido e atual.
state-current = Atual
state-stale = Desatualizada
state-machine = Tradução automática
state-missing = Faltando
entries-out-of-step = Entradas sem correspondência
