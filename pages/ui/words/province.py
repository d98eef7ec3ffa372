"""What the landing page says, Thai and English side by side. This module is read by ui.words."""

SAID: dict[str, tuple[str, str]] = {
    "sentence": (
        "ทั้งจังหวัดมีหน้างานเปิดอยู่ {fronts} หน้างาน โดย {agencies} หน่วยงาน ในจำนวนนี้ {surplus} หน้างานซ้ำที่ยังไม่ประสาน",
        "The province has {fronts} open fronts by {agencies} agencies; {surplus} of them repeat work, uncoordinated",
    ),
    "sentence_thin": (" (มีบันทึกเพียง {n} จาก {total} ตำบล)", " (only {n} of {total} tambon have a record)"),
    "sentence_half": (" ครึ่งหนึ่งอยู่ใน {n} {level}", ", half of it in {n} {level}"),
    "sentence_none": (
        "ณ วันนี้ยังไม่มีบันทึกงานที่เปิดอยู่และระบุพื้นที่ในจังหวัด",
        "On this day no open work with a place is on record in the province",
    ),
    "figure_recorded": ("{level}ที่มีบันทึก", "{level} with a record"),
    "active_all": ("จากงานที่เปิดอยู่ทั้งหมด {n}", "of {n} open in all"),
    "named_all": ("ในทะเบียนมี {n}", "{n} in the register"),
    "of_total": ("จาก {n}", "of {n}"),
    "tab_areas": ("ตาราง{level}", "{level} table"),
    "tab_wide": ("งานทั้งอำเภอและจังหวัด", "Amphoe- and province-wide"),
    "tab_unplaced": ("งานที่ไม่อยู่บนแผนที่", "Not on the map"),
    "tab_unconfirmed": ("รอยืนยันสถานะ", "Unconfirmed"),
    "pick_row": ("เลือกแถวหรือคลิกพื้นที่บนแผนที่เพื่อดูบันทึกเบื้องหลังตัวเลข", "Choose a row, or click an area, for the records"),
    "town": ("ตำบลในเขตเมือง ไม่แบ่งหมู่บ้าน", "town tambon, one unit"),
    "imprecise": ("ควรถามว่าหมู่บ้านใด", "ask which villages"),
    "wide_note": (
        "งานที่ระบุเพียงอำเภอหรือจังหวัด ไม่ระบายลงตำบลใด",
        "Work recorded for an amphoe or the province is painted on no tambon.",
    ),
    "unplaced_note": (
        "งานที่แหล่งข้อมูลไม่บอกพื้นที่ หรือบอกชื่อที่จับคู่รหัสทางการไม่ได้",
        "Work whose source names no place, or a place that fits no official code.",
    ),
    "unconfirmed_note": (
        "ไม่ทราบวันสิ้นสุด และข้อมูลล่าสุดเก่ากว่า 24 เดือน: นับเมื่อมีผู้ยืนยัน",
        "No end known and last heard of more than 24 months ago: counted once someone confirms.",
    ),
    "how": ("คำนวณอย่างไร", "How is this computed?"),
    "how_duplication": (
        "หมู่บ้านหนึ่งกับเรื่องหนึ่งเป็นหนึ่งช่อง ถ้ามีหน่วยงาน m แห่งเปิดงานในช่องเดียวกันโดยไม่ประสานกัน นับเป็นหน้างานซ้ำ m − 1 การประสาน (ทำร่วม ลงขัน ต่อยอด ส่งไม้ต่อ) ลดตัวเลขนี้ตามระดับความร่วมมือ ค่า D คือหน้างานซ้ำเฉลี่ยต่อหมู่บ้าน",
        "One village and one theme make a cell. Where m agencies have open work in a cell without coordinating, m - 1 of their fronts are surplus; ties (joint work, funding, building on, handover) lower that by their level. D is surplus fronts per village.",
    ),
    "how_integration": (
        "ดัชนี 0-100 จากหกองค์ประกอบ เป็นค่าเฉลี่ยเรขาคณิต ดัชนีบอกความเชื่อมโยงของงานในพื้นที่ ไม่ใช่คะแนนของหน่วยงานใด ค่าปกติอยู่ระหว่าง 10 ถึง 40",
        "An index of six components, 0-100, geometric mean. It rates the ties of an area, no agency; 10 to 40 is usual.",
    ),
    "how_limits": (
        "เส้นแบ่งสี: D ที่ {d}; บูรณาการที่ {i} (คงที่จนกว่าจะมีผู้ตั้งใหม่)",
        "Class limits: D at {d}; integration at {i} (fixed until someone resets them).",
    ),
    "only_agency": (
        "แสดงเฉพาะงานของ {name} (คะแนนไม่เปลี่ยนตามหน่วยงาน)",
        "Showing the work of {name} only (scores do not change with the agency)",
    ),
}
