"""What the page of queues says, Thai and English side by side. This module is read by ui.words."""

SAID: dict[str, tuple[str, str]] = {
    "page_review": ("คิวทบทวน", "Review"),
    "queue_doubles": ("บันทึกที่อาจเป็นงานเดียวกัน", "Likely double records"),
    "queue_uncoordinated": ("หน้างานซ้ำที่ยังไม่ประสาน", "Surplus fronts, uncoordinated"),
    "queue_hosts": ("ยังไม่มีเจ้าภาพ หรือมีหลายเจ้าภาพ", "No host, or several"),
    "queue_unconfirmed": ("รอยืนยันสถานะ", "Unconfirmed status"),
    "queue_vague": ("รู้เพียงตำบล ถามว่าหมู่ใด", "Only the tambon is known"),
    "queue_astray": ("จุดอยู่นอกพื้นที่ของตน", "Points outside their area"),
    "queue_unplaced": ("สถานที่ที่ยังไม่พบรหัส", "Places that no code fits"),
    "queue_unheard": ("ไม่มีข่าวเกินหนึ่งปี", "Nothing heard for a year"),
    "queue_requests": ("คำขอที่รอคำตอบ", "Requests waiting for an answer"),
}
