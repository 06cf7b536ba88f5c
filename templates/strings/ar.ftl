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
