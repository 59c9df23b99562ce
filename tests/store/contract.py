"""What every engine must do: run by ``test_contract.py`` on the folder of SQLite, and on a PostgreSQL server where there is one."""

from __future__ import annotations

from tawthiq.store.interface import SharedStore
from tests.store.samples import NOW, document, empty

LATER = "2022-01-01T00:00:00+00:00"
TEXTS = [
    ("a", "2019-03-02", "جريدة السواحل", "زار الوزير ماجد القرداغي والوفد المرافق مدينة دير البحر في إقليم المرجان."),
    ("b", "2020-07", "وكالة المرافئ", "قالت وزارة النقل إن للقرداغي شركاء في الاقليم، وإن قرداغي لم يحضر."),
    ("c", "2021-11-08", "جريدة السواحل", "اجتمع رئيس الحكومة بالقرداغي. وقال رئيساً للجنة إن النقل البحري سيُفتح لكوردستان."),
    ("d", None, None, "نص بلا تاريخ عن النقل وعن كردستان وعن القرداغي: مسئول سابق."),
    ("e", "2021-11-09T08:00:00Z", "وكالة المرافئ", "Reuters: the minister of transport resigned, said a مسؤول."),
]
QUERIES = {  # query -> the documents it finds, newest first
    "والقرداغي": "cbad", "قرداغي": "cbad", "للقرداغي": "cbad", "إقليم": "ba", "والإقليم": "ba", "وزارة": "b", "زار": "a", "زارة": "",
    "كردستان": "cd", "كوردستان": "cd", "المسئول": "ed", "الرئيس": "c", "REUTERS transport": "e", '"وزارة النقل"': "b", '"النقل وزارة"': "",
    "«النقل البحري»": "c", "النقل -وزارة": "cd", "البحري OR شركاء": "cb", "(البحري OR شركاء) القرداغي": "cb", "النقل NOT (وزارة OR كردستان)": "",
    "كرد*": "cd", "قردا*": "cbad", "غير": "", "الوزير NEAR/2 القرداغي": "a", "رئيس NEAR/1 النقل": "", "قرداغي NEAR النقل": "cbd",
    "زار NEAR/2 الوزير NEAR/2 ماجد": "a",
}


def filled(store: SharedStore) -> SharedStore:
    """A store with the texts."""
    for path, published, publisher, text in TEXTS:
        item, content = document(text, path=path, published=published, publisher=publisher)
        store.add(item, content, empty(item), NOW)
    return store


def paths(store: SharedStore, query: str, **wanted: object) -> str:
    """The paths of what is found, in order."""
    from tawthiq.store import SearchFilter

    return "".join(hit.path for hit in store.search(query, SearchFilter(**wanted)).hits)  # type: ignore[arg-type]


def current(store: SharedStore) -> str:
    """The paths of all current documents, newest first."""
    from tawthiq.store import DocumentFilter

    return "".join(stored.document.origin.path for stored in store.documents(DocumentFilter(current=True)))
