# The language's name in itself.
language-name = 한국어

# The site's name where it has none of its own.
help-centre = 도움말 센터

# The header and the navigation.
skip-to-content = 본문으로 건너뛰기
menu = 메뉴
navigation = 도움말 주제
language = 언어
choose-language = 언어 선택
not-translated = 아직 번역되지 않음

# A page.
home = 홈
breadcrumbs = 현재 위치
on-this-page = 이 페이지의 내용
questions = 질문
error-messages = 오류 메시지
last-updated = 마지막 업데이트
neighbours = 계속 읽기
previous = 이전
next = 다음

# A locale's home page.
topics = 주제
see-all = 모두 보기
common-questions = 자주 묻는 질문

# The search.
search = 검색
search-placeholder = 질문, 오류 또는 코드를 입력하세요
search-close = 닫기
search-only = 다음만 표시
search-all = 전체
search-pages = 문서
search-questions = 질문
search-errors = 오류
search-kind-page = 문서
search-kind-question = 질문
search-kind-error = 오류
search-recent = 최근 검색
search-clear = 지우기
search-hint = 자신의 말로 질문하거나 오류 메시지를 보이는 그대로 붙여 넣으세요.
search-busy = 검색 중…
search-count = 검색 결과: { $count }
search-nothing = “{ $query }”에 대한 결과가 없습니다
search-nothing-hint = 다른 단어로 검색하거나 단어를 줄여 보세요. 오류 메시지는 전체를 붙여 넣을 수 있습니다.
search-suggestion = “{ $query }”을(를) 찾으셨나요?
search-failed = 검색을 불러오지 못했습니다
search-retry = 다시 시도
search-a-z = 전체 목록
search-all-results = 모든 결과
search-key-choose = 선택
search-key-open = 열기
search-key-tab = 새 탭
search-without-script = 검색에는 JavaScript가 필요합니다. 찾을 수 있는 모든 항목은 다음과 같습니다.

# A page that does not exist.
not-found-title = 페이지를 찾을 수 없습니다
not-found-text = 주소가 잘못되었거나 페이지가 이동되었을 수 있습니다. 다음 주제에서 찾을 수 있을지도 모릅니다.
go-home = 홈페이지로 이동

# Inside the text of a page.
heading-anchor = 이 섹션 링크
broken-link = 이 링크는 연결된 페이지가 없습니다
table = 표
code = 코드
footnotes = 각주
footnote-back = 본문으로 돌아가기
alert-note = 참고
alert-tip = 팁
alert-important = 중요
alert-warning = 경고
alert-caution = 주의
task-done = 완료
task-open = 미완료

# Copying and folding.
copy = 복사
copied = 복사됨
copy-link = 링크 복사
copy-answer = 질문과 답변 복사
print = 인쇄
expand-all = 모두 펼치기
collapse-all = 모두 접기

# Below a page.
edit-page = 이 페이지 편집
back-to-top = 맨 위로
helpful = 이 페이지가 도움이 되었나요?
helpful-yes = 예
helpful-no = 아니요
helpful-thanks = 의견을 보내 주셔서 감사합니다.
helpful-failed = 보낼 수 없습니다. 다시 시도하세요.
report-problem = 문제 신고

# Errors.
error-message = 오류 메시지
error-codes = 코드
error-varies = 점선 부분은 상황에 따라 달라집니다.
related-errors = 관련 오류

# Lists of everything.
all-questions = 모든 질문
all-questions-text = 여기에서 답변한 모든 질문입니다.
all-errors = 모든 오류
all-errors-text = 여기에서 해결 방법을 설명한 모든 오류 메시지입니다.
errors-by-code = 코드별 오류
all-codes-text = 여기에서 해결 방법을 설명한 모든 오류 코드입니다.
errors-by-message = 메시지별
errors-by-code-short = 코드별
recently-changed = 최근 변경

# Keys.
shortcuts = 키보드 단축키
shortcut-search = 검색
shortcut-home = 홈페이지
shortcut-previous = 이전 페이지
shortcut-next = 다음 페이지
shortcut-expand = 모든 질문 펼치기 또는 접기
shortcut-top = 맨 위로
shortcut-help = 단축키 보기
shortcuts-on = 단일 키 사용
shortcuts-close = 닫기

# Light and dark.
appearance = 모양
appearance-auto = 자동
appearance-light = 밝게
appearance-dark = 어둡게

# The widget in other applications.
widget-help = 도움말
widget-here = 이 화면의 도움말
widget-popular = 자주 묻는 질문
widget-open = 도움말 센터 열기

# What a page says of its translation.
notice-missing = 이 페이지는 아직 번역되지 않았습니다. { $language }로 표시하고 있습니다.
notice-stale = 이 페이지가 번역된 후 원문이 변경되었습니다:
notice-machine = 이 페이지는 기계로 번역되었습니다.
notice-original = { $language } 원문 읽기
notice-draft = 초안: 이 페이지는 게시되지 않았습니다.
notice-scheduled = 게시 예정일:

# The versions of the product.
version = 버전
version-latest = 최신
version-without = 이 버전에는 없음
notice-old = 이 페이지는 최신이 아닌 { $version } 버전에 관한 것입니다.
notice-latest = { $version } 버전으로 읽기

# How far the translations have come.
translations = 번역 현황
translations-text = { $language } 기준의 언어별 번역 현황입니다.
translations-pages = 페이지
translations-to-do = 이 언어에서 할 일
translations-changed = 원문 변경일
translations-done = 이 언어는 모두 번역되었고 최신 상태입니다.
state-current = 최신
state-stale = 오래됨
state-machine = 기계 번역
state-missing = 없음
entries-out-of-step = 맞지 않는 항목
