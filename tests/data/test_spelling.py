import pytest

from data.readers.placenames import PlaceText, take_apart
from data.readers.spelling import letters, odd_letters, plain_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("น\u0e4d\u0e49า", "น้ำ"),
        ("น\u0e49\u0e4dา", "น้ำ"),
        ("น้้ำ", "น้ำ"),
        ("น\u0e33\u0e49", "น้ำ"),
        ("ท่ี", "ที่"),
        ("เเพรก", "แพรก"),
        ("ท่า\u200bดี", "ท่าดี"),
        ("ท่า ดี", "ท่าดี"),
        ("\ufeffท่าดี ", "ท่าดี"),
        ("หมู่ ๔", "หมู่ 4"),
        ("Cha-Uat", "cha uat"),
    ],
)
def test_names_that_look_the_same_are_the_same(typed, name):
    assert letters(typed) == letters(name)


@pytest.mark.parametrize(
    "typed", ["ต.ท่าดี", "ต. ท่าดี", "ตำบลท่าดี", "ตำบล ท่าดี", "อ.ท่าดี", "จ.ท่าดี", "บ้านท่าดี", "หมู่ที่ 4 ท่าดี", "ม.๔ ท่าดี"]
)
def test_a_plain_name_is_without_what_stands_before_it(typed):
    assert plain_name(typed) == "ท่าดี"


def test_a_name_that_is_only_such_a_word_stays():
    assert plain_name("บ้าน") == "บ้าน"


def test_slips_of_the_finger_and_of_the_ear_are_likelier_than_others():
    assert odd_letters("ท่าดิ", "ท่าดี") == odd_letters("ทาศาลา", "ท่าสาลา") == odd_letters("ทุ่งใส", "ทุ่งไส") == 0
    assert odd_letters("ทุ่งขง", "ทุ่งสง") == 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("หมู่ 4 บ้านหนองคล้า ต.ท่าดี อ.ลานสกา", PlaceText("", "บ้านหนองคล้า", "ท่าดี", "ลานสกา", moos=(4,))),
        ("ต.ท่าดี บ้านหนองคล้า ม.4", PlaceText("", "บ้านหนองคล้า", "ท่าดี", moos=(4,))),
        ("Mu 4 Ban Nong Khla Tambon Tha Di", PlaceText("", "Ban Nong Khla", "Tha Di", moos=(4,))),
        ("หมู่ที่ 3, 5 และ 7 ต.ท่าดี", PlaceText(tambon="ท่าดี", moos=(3, 5, 7))),
        ("หมู่ 4-6", PlaceText(moos=(4, 5, 6))),
        ("บ้านท่อมหมู่ หมู่ 3", PlaceText("บ้านท่อมหมู่", moos=(3,))),
        ("บ้านจุฬาภรณ์พัฒนา 3", PlaceText("บ้านจุฬาภรณ์พัฒนา 3")),
        ("ตำบลสามตำบล", PlaceText(tambon="สามตำบล")),
        ("สามตำบล อ.จุฬาภรณ์", PlaceText("สามตำบล", amphoe="จุฬาภรณ์")),
        ("ต.บ้านนิคม อ.บางขัน", PlaceText(tambon="บ้านนิคม", amphoe="บางขัน")),
        ("กิ่ง อ.นบพิตำ", PlaceText(amphoe="นบพิตำ")),
        ("สสอ.ลานสกา", PlaceText("สสอ.ลานสกา")),
        ("ต.", PlaceText("ต.")),
        ("", PlaceText()),
    ],
)
def test_a_place_in_one_text_is_taken_apart(text, parts):
    assert take_apart(text) == parts
