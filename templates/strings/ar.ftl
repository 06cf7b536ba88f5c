# The language's name in itself.
language-name = العربية

# The site's name where it has none of its own.
help-centre = مركز المساعدة

# The header and the navigation.
skip-to-content = انتقل إلى المحتوى
menu = القائمة
navigation = مواضيع المساعدة
language = اللغة
choose-language = اختر اللغة
not-translated = لم تُترجم بعد

# A page.
home = الرئيسية
breadcrumbs = أنت هنا
on-this-page = في هذه الصفحة
questions = الأسئلة
error-messages = رسائل الخطأ
last-updated = آخر تحديث
neighbours = تابع القراءة
previous = السابق
next = التالي

# A locale's home page.
topics = المواضيع
see-all = عرض الكل
common-questions = الأسئلة الشائعة

# The search.
search = بحث
search-placeholder = اكتب سؤالاً أو خطأً أو رمزًا
search-close = إغلاق
search-only = عرض فقط
search-all = الكل
search-pages = المقالات
search-questions = الأسئلة
search-errors = الأخطاء
search-kind-page = مقال
search-kind-question = سؤال
search-kind-error = خطأ
search-recent = عمليات البحث الأخيرة
search-clear = مسح
search-hint = اسأل بكلماتك، أو ألصق رسالة الخطأ كما تظهر لك.
search-busy = جارٍ البحث…
search-count = النتائج: { $count }
search-nothing = لم يُعثر على شيء عن «{ $query }»
search-nothing-hint = جرّب كلمات أخرى أو أقل. يمكن لصق رسالة الخطأ كاملة.
search-suggestion = هل تقصد «{ $query }»؟
search-failed = تعذّر تحميل البحث
search-retry = إعادة المحاولة
search-a-z = كل شيء من الألف إلى الياء
search-all-results = كل النتائج
search-key-choose = اختيار
search-key-open = فتح
search-key-tab = علامة تبويب جديدة
search-without-script = يحتاج البحث إلى JavaScript. إليك كل ما يمكن العثور عليه.

# A page that does not exist.
not-found-title = الصفحة غير موجودة
not-found-text = ربما كُتب العنوان خطأً أو نُقلت الصفحة. قد يقودك أحد هذه المواضيع إليها.
go-home = انتقل إلى الصفحة الرئيسية

# Inside the text of a page.
heading-anchor = رابط إلى هذا القسم
broken-link = هذا الرابط لا يؤدي إلى أي صفحة
table = جدول
code = شيفرة برمجية
footnotes = الحواشي
footnote-back = العودة إلى النص
alert-note = ملاحظة
alert-tip = نصيحة
alert-important = مهم
alert-warning = تحذير
alert-caution = تنبيه
task-done = منجز
task-open = غير منجز

# Copying and folding.
copy = نسخ
copied = تم النسخ
copy-link = نسخ الرابط
copy-answer = نسخ السؤال والإجابة
print = طباعة
expand-all = فتح الكل
collapse-all = إغلاق الكل

# Below a page.
edit-page = تحرير هذه الصفحة
back-to-top = العودة إلى الأعلى
helpful = هل كانت هذه الصفحة مفيدة؟
helpful-yes = نعم
helpful-no = لا
helpful-thanks = شكرًا على رأيك.
helpful-failed = تعذر الإرسال. حاول مرة أخرى.
report-problem = الإبلاغ عن مشكلة

# Errors.
error-message = رسالة الخطأ
error-codes = الرموز
error-varies = ما تحته نقاط يختلف من حالة إلى أخرى.
related-errors = أخطاء ذات صلة

# Lists of everything.
all-questions = كل الأسئلة
all-questions-text = كل الأسئلة التي لها إجابة هنا، مرتبة أبجديًا.
all-errors = كل الأخطاء
all-errors-text = كل رسائل الخطأ التي لها حل هنا، مرتبة أبجديًا.
errors-by-code = الأخطاء حسب الرمز
all-codes-text = كل رموز الخطأ التي لها حل هنا.
errors-by-message = حسب الرسالة
errors-by-code-short = حسب الرمز
recently-changed = آخر التغييرات

# Keys.
shortcuts = اختصارات لوحة المفاتيح
shortcut-search = بحث
shortcut-home = الصفحة الرئيسية
shortcut-previous = الصفحة السابقة
shortcut-next = الصفحة التالية
shortcut-expand = فتح كل الأسئلة أو إغلاقها
shortcut-top = العودة إلى الأعلى
shortcut-help = عرض هذه الاختصارات
shortcuts-on = استخدام المفاتيح المفردة
shortcuts-close = إغلاق

# Light and dark.
appearance = المظهر
appearance-auto = تلقائي
appearance-light = فاتح
appearance-dark = داكن

# The widget in other applications.
widget-help = مساعدة
widget-here = مساعدة لهذه الشاشة
widget-popular = أسئلة شائعة
widget-open = فتح مركز المساعدة

# What a page says of its translation.
notice-missing = لم تُترجم هذه الصفحة بعد. أنت تقرؤها باللغة { $language }.
notice-stale = تغيّر النص الأصلي بعد ترجمة هذه الصفحة:
notice-machine = تُرجمت هذه الصفحة آليًا.
notice-original = اقرأ النص الأصلي باللغة { $language }
notice-draft = مسودة: هذه الصفحة غير منشورة.
notice-scheduled = لن تُنشر قبل

# The versions of the product.
version = الإصدار
version-latest = الأحدث
version-without = غير موجودة في هذا الإصدار
notice-old = تخص هذه الصفحة الإصدار { $version }، وهو ليس الأحدث.
notice-latest = اقرأها للإصدار { $version }

# How far the translations have come.
translations = الترجمات
translations-text = مدى تقدّم كل لغة مقارنةً بـ { $language }.
translations-pages = الصفحات
translations-to-do = المطلوب في هذه اللغة
translations-changed = تغيّر الأصل في
translations-done = كل شيء في هذه اللغة مترجم ومحدَّث.
state-current = محدَّثة
state-stale = قديمة
state-machine = ترجمة آلية
state-missing = مفقودة
entries-out-of-step = عناصر غير متطابقة
