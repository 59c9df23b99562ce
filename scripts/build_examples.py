"""Writes the examples that are no plain text: examples/brief-sanabil.docx and examples/mail-shurufat.eml.

The same bytes come out every time: fixed dates in the document, in the archive's entries and in the mail.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP entry can have

BRIEF_TITLE = "ورقة تقدير: من يفاوض باسم بغداد؟"
BRIEF_HEAD = "مركز سنابل للدراسات – 20 أيلول 2021 – إعداد: هاني الربيعي"
BRIEF = (
    "يشغل مصطفى الكاظمي رئاسة الوزراء في العراق منذ أيار 2020، وهو لا ينتمي إلى أي من كتل مجلس النواب.",
    "وقد سمح له ذلك بأن يحتفظ بعلاقات جيدة مع طهران والرياض معا.",
    "وفي نيسان 2021 استضافت بغداد أول لقاء بين مسؤولين من البلدين. ويقول دبلوماسي عربي إن الكاظمي نقل الرسائل بنفسه.",
    "وتنفي الخارجية الإيرانية، وفق ما نشرته جريدة باب النهر في حزيران، أن يكون أحد قد نقل رسائل باسمها.",
    "ويرى مدير المركز لؤي الجنابي أن أي حكومة مقبلة ستحتاج إلى وسيط مثله، وأنه «إذا غادر الكاظمي منصبه ستتوقف القناة».",
)
BRIEF_TABLE = (
    ("المنصب", "من", "إلى"),
    ("رئيس جهاز المخابرات", "حزيران 2016", "أيار 2020"),
    ("رئيس الوزراء", "أيار 2020", "إلى الآن"),
)

MAIL_SUBJECT = "شرفات: ثلاثة أسئلة عن هجوم المنطقة الخضراء"
MAIL = """صباح الخير من شرفات،

من أطلق الطائرة؟ لا أحد يعرف. قال مستشار الأمن القومي في حوار مع إذاعة نخلة إن التحقيق «في بدايته».

من كان في المنزل؟ رئيس الوزراء مصطفى الكاظمي وعائلته، كما ذكرت وكالة ساقية للأنباء أمس الثلاثاء.

ماذا بعد؟ يتوقع النائب السابق عدنان الوائلي أن يلتقي الكاظمي قادة الكتل خلال أيام، لكن مكتب الكاظمي لم يؤكد ذلك.

نشرة شرفات البريدية – الأربعاء 10 تشرين الثاني 2021
"""


def brief() -> bytes:
    """The DOCX: a title, paragraphs and a table, with author and dates in its properties."""
    import docx

    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.language = BRIEF_TITLE, "هاني الربيعي", "ar"
    properties.last_modified_by = "مركز سنابل للدراسات"
    properties.created = properties.modified = dt.datetime(2021, 9, 20, 8, 0, tzinfo=dt.UTC)
    document.add_heading(BRIEF_TITLE, level=1)
    for paragraph in (BRIEF_HEAD, *BRIEF):
        document.add_paragraph(paragraph)
    table = document.add_table(rows=0, cols=len(BRIEF_TABLE[0]))
    for row in BRIEF_TABLE:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    stream = io.BytesIO()
    document.save(stream)
    return _without_times(stream.getvalue())


def _without_times(archive: bytes) -> bytes:
    """The same ZIP with fixed times, entries in order of name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(stream, "w") as target:
        # [Content_Types].xml is first by name too, as the format asks
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return stream.getvalue()


def mail() -> bytes:
    """The EML: a newsletter, base64 in UTF-8, with an HTML part beside the plain one."""
    message = EmailMessage()
    message["Message-ID"] = "<20211110.0900@shurufat.example>"
    message["From"] = Address("نشرة شرفات", "news", "shurufat.example")
    message["To"] = Address("القراء", "readers", "shurufat.example")
    message["Date"] = dt.datetime(2021, 11, 10, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=3)))
    message["Subject"] = MAIL_SUBJECT
    message.set_content(MAIL, cte="base64")
    page = "".join(f"<p>{line}</p>\n" for line in MAIL.splitlines() if line)
    message.add_alternative(f'<html dir="rtl"><body>{page}<script>track()</script></body></html>', subtype="html", cte="base64")
    message.set_boundary("=-shurufat-20211110")
    return message.as_bytes()


def main() -> int:
    """Write both files."""
    (EXAMPLES / "brief-sanabil.docx").write_bytes(brief())
    (EXAMPLES / "mail-shurufat.eml").write_bytes(mail())
    return 0


if __name__ == "__main__":
    sys.exit(main())
