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
