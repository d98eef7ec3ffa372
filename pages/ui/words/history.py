"""What the page of changes says, and the banner over a past day. This module is read by ui.words."""

SAID: dict[str, tuple[str, str]] = {
    "past_banner": ("ทะเบียนตามที่บันทึกไว้ ณ สิ้นวันที่ {day}", "The register as it was kept at the end of {day}"),
    "past_back": ("กลับสู่ปัจจุบัน", "Back to the present"),
    "past_closed": ("หน้านี้ปิดอยู่ขณะดูทะเบียนย้อนหลัง", "This page is closed while the past is shown"),
    "past_closed_note": (
        "อดีตแก้ไม่ได้ กลับสู่ปัจจุบันก่อนจึงจะแก้ไขหรือทบทวนได้",
        "The past cannot be changed: go back to the present to edit or review.",
    ),
}
