"""In which language and colours the pictures are taken, and what people write in them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Texts:
    """What Anna writes, in one language."""

    anna: str
    office: str
    subject: str
    body: str
    attachment: str
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """One way the program can look. `name` is like `ja-dark`."""

    language: str
    theme: str
    texts: Texts

    @property
    def name(self) -> str:
        return f"{self.language}-{self.theme}"


_ENGLISH = Texts(
    anna="Anna Berg",
    office="Anna Berg (Harbour office)",
    subject="Contract and site photos",
    body=(
        "Dear Yuki,\n\nhere is the signed contract, with the photos from this morning.\n"
        "I am on the road until Thursday, so please write rather than call.\n\nAnna"
    ),
    attachment="contract-signed.pdf",
    more=(
        "Minutes of Tuesday's meeting",
        "Travel expenses, October",
        "Greetings from the harbour",
        "New price list",
        "Invitation to the opening",
        "Slides for Friday",
        "All photos of the site",
        "Reminder: second payment",
        "Room booking in Lund",
        "Happy birthday, Ola!",
        "Film of the opening",
        "Plans, second part",
        "Question about the invoice",
    ),
)
_JAPANESE = Texts(
    anna="安藤 杏奈",
    office="安藤 杏奈（港事務所）",
    subject="契約書と現場写真の送付",
    body=(
        "由紀様\n\n署名済みの契約書と、今朝撮影した写真をお送りします。\n"
        "木曜日まで出張しておりますので、ご連絡はメールでお願いいたします。\n\n安藤"
    ),
    attachment="契約書（署名済み）.pdf",
    more=(
        "火曜日の会議の議事録",
        "十月分の出張旅費",
        "港からのご挨拶",
        "新しい価格表",
        "開所式のご案内",
        "金曜日の発表資料",
        "現場写真一式",
        "二回目のお支払いについて",
        "ルンドの宿泊予約",
        "お誕生日おめでとうございます",
        "開所式の動画",
        "図面（後半）",
        "請求書について",
    ),
)

LOOKS = tuple(
    Look(language, theme, texts)
    for language, texts in (("en", _ENGLISH), ("ja", _JAPANESE))
    for theme in ("light", "dark")
)
