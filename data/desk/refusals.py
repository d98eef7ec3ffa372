"""What is said to whoever is not let in. This module holds those sentences and the error that carries one."""

from collections.abc import Mapping
from types import MappingProxyType

from data.errors import NotAllowedError
from data.schema import Label

SENTENCES: Mapping[str, Label] = MappingProxyType(
    {
        "wrong": Label("ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง", "the name or the password is wrong"),
        "locked": Label(
            "รหัสผ่านผิดหลายครั้ง จึงพักบัญชีนี้ไว้ก่อน ลองใหม่ได้ในอีก {minutes} นาที",
            "the password was wrong several times: this account waits, try again in {minutes} minutes",
        ),
        "busy": Label(
            "มีการลองผิดจากเครื่องหรือเครือข่ายนี้หลายครั้ง ลองใหม่ได้ในอีก {minutes} นาที",
            "too many failures from this machine or network: try again in {minutes} minutes",
        ),
        "code": Label(
            "รหัสนี้ใช้ไม่ได้ อาจพิมพ์ผิด ใช้ไปแล้ว หรือหมดเวลา ขอรหัสใหม่จากผู้ดำเนินเวทีได้",
            "this code cannot be used: it may be misspelt, used already, or too old; ask for another",
        ),
        "name": Label("พิมพ์ชื่อที่ใช้เรียก", "type a name to go by"),
        "short": Label("รหัสผ่านต้องยาวอย่างน้อย 10 ตัวอักษร", "a password has at least 10 characters"),
        "long": Label("รหัสผ่านยาวได้ไม่เกิน 200 ตัวอักษร", "a password has at most 200 characters"),
        "common": Label(
            "รหัสผ่านนี้เดาง่าย ใช้คำหลายคำที่ไม่เกี่ยวกันต่อกันจะจำง่ายและเดายาก",
            "this password is easy to guess; several words that have nothing to do with each other are not",
        ),
        "account_name": Label("รหัสผ่านต้องไม่มีชื่อผู้ใช้อยู่ในนั้น", "a password does not hold the name of its account"),
        "try": Label("ทดลองบทบาทได้เฉพาะในทะเบียนสมมติ", "roles can be tried in an invented register only"),
        "foreign": Label(
            "คำขอนี้ไม่ได้มาจากหน้าของเรา เปิดหน้าใหม่แล้วลองอีกครั้ง", "this did not come from our own page: open it anew"
        ),
        "store": Label("ฐานข้อมูลไม่ว่าง รอสักครู่แล้วลองอีกครั้ง", "the store is busy: try again in a moment"),
        "changed": Label("เปลี่ยนรหัสผ่านแล้ว ลงชื่อเข้าใช้ใหม่ด้วยรหัสใหม่", "the password is changed: sign in with the new one"),
    }
)
"""Each by its code, Thai and English; ``changed`` alone is good news."""


class DoorError(NotAllowedError):
    """Somebody is not let in.

    Attributes
    ----------
    code : one of `SENTENCES`.
    minutes : how long to wait, where waiting helps.
    """

    def __init__(self, code: str, minutes: int = 0) -> None:
        said = SENTENCES[code]
        super().__init__(said.thai.format(minutes=minutes), said.english.format(minutes=minutes))
        self.code = code
        self.minutes = minutes
