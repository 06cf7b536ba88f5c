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
