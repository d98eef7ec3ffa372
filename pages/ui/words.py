"""Every sentence a reader meets, Thai and English side by side. This module says them."""

from collections.abc import Callable

from data.schema.labels import LABELS
from pages.ui.words_area import SAID as _AREA

Words = Callable[..., str]
"""``say(key, **values)``: the sentence of `key` in the reader's language with `values` put in."""

LANGUAGES = ("th", "en")

_SAID: dict[str, tuple[str, str]] = {
    "product": ("ส่องกล้องนคร", "Songklong Nakhon"),
    "page_province": ("จังหวัด", "Province"),
    "page_area": ("รายพื้นที่", "Area by area"),
    "group_see": ("ดู", "See"),
    "language": ("ภาษา", "Language"),
    "register": ("ข้อมูลที่เปิดอยู่", "Register open now"),
    "office_register": ("ทะเบียนของสำนักงาน", "The office's own register"),
    # landing
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
    "as_of": ("ณ วันที่ {day}", "As of {day}"),
    "fiscal_year": ("ปีงบประมาณ {year}", "fiscal year {year} (BE)"),
    "control_measure": ("ระบายสีตาม", "Colour by"),
    "control_level": ("ระดับ", "Level"),
    "control_theme": ("เรื่อง", "Theme"),
    "control_agency": ("หน่วยงาน", "Agency"),
    "control_day": ("ณ วันที่", "As of"),
    "control_area": ("พื้นที่", "Area"),
    "all_themes": ("ทุกเรื่อง", "All themes"),
    "all_agencies": ("ทุกหน่วยงาน", "All agencies"),
    "measure_bivariate": ("ซ้ำซ้อน × บูรณาการ", "Duplication × integration"),
    "measure_duplication": ("ซ้ำซ้อน", "Duplication"),
    "measure_share": ("สัดส่วนซ้ำ", "Surplus share"),
    "measure_integration": ("บูรณาการ", "Integration"),
    "measure_agencies": ("หน่วยงาน", "Agencies"),
    "measure_initiatives": ("งาน", "Initiatives"),
    "figure_initiatives": ("งานที่ดำเนินอยู่ในพื้นที่", "Open initiatives with a place"),
    "figure_agencies": ("หน่วยงานในพื้นที่", "Agencies at work"),
    "figure_recorded": ("{level}ที่มีบันทึก", "{level} with a record"),
    "figure_duplication": ("หน้างานซ้ำต่อหมู่บ้าน", "Surplus fronts per village"),
    "figure_share": ("ส่วนของหน้างานที่ซ้ำ", "Share of fronts that are surplus"),
    "figure_integration": ("ดัชนีการบูรณาการ", "Integration index"),
    "at_least": ("อย่างน้อย {low}", "at least {low}"),
    "villages_of": ("{n} จาก {total} หมู่บ้านมีบันทึก", "{n} of {total} villages with a record"),
    "villages_and_towns": (
        "{n} จาก {total} หมู่บ้านและตำบลเมืองมีบันทึก",
        "{n} of {total} villages and town tambon with a record",
    ),
    "active_all": ("จากงานที่เปิดอยู่ทั้งหมด {n}", "of {n} open in all"),
    "named_all": ("ในทะเบียนมี {n}", "{n} in the register"),
    "of_total": ("จาก {n}", "of {n}"),
    "measurable": ("วัดได้ {n} จาก 6 องค์ประกอบ", "{n} of 6 measurable"),
    "not_published": ("ข้อมูลไม่พอคำนวณ", "insufficient data"),
    "tab_areas": ("ตาราง{level}", "{level} table"),
    "tab_wide": ("งานทั้งอำเภอและจังหวัด", "Amphoe- and province-wide"),
    "tab_unplaced": ("งานที่ไม่อยู่บนแผนที่", "Not on the map"),
    "tab_unconfirmed": ("รอยืนยันสถานะ", "Unconfirmed"),
    "column_area": ("พื้นที่", "Area"),
    "column_duplication": ("หน้างานซ้ำ/หมู่บ้าน", "Surplus/village"),
    "column_low": ("อย่างน้อย", "At least"),
    "column_integration": ("บูรณาการ", "Integration"),
    "column_agencies": ("หน่วยงาน", "Agencies"),
    "column_initiatives": ("งาน", "Initiatives"),
    "column_state": ("สถานะข้อมูล", "State of data"),
    "column_recorded": ("หมู่บ้านมีบันทึก", "Villages recorded"),
    "pick_row": ("เลือกแถวหรือคลิกพื้นที่บนแผนที่เพื่อดูบันทึกเบื้องหลังตัวเลข", "Choose a row, or click an area, for the records"),
    "town": ("ตำบลในเขตเมือง ไม่แบ่งหมู่บ้าน", "town tambon, one unit"),
    "imprecise": ("ควรถามว่าหมู่บ้านใด", "ask which villages"),
    "nothing_here": ("ไม่มีรายการ", "Nothing to list"),
    "listed_more": ("และอีก {n} รายการ กดแสดงรายการทั้งหมดเพื่อดู", "and {n} more: press show whole lists"),
    "lists_whole": ("แสดงรายการทั้งหมด", "Show whole lists"),
    "lists_cut": ("ย่อรายการยาว", "Shorten long lists"),
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
        "หมู่บ้านหนึ่งกับเรื่องหนึ่งเป็นหนึ่งช่อง ถ้ามีหน่วยงาน m แห่งเปิดงานในช่องเดียวกันโดยไม่ประสานกัน นับเป็นหน้างานซ้ำ m − 1 "
        "การประสาน (ทำร่วม ลงขัน ต่อยอด ส่งไม้ต่อ) ลดตัวเลขนี้ตามระดับความร่วมมือ ค่า D คือหน้างานซ้ำเฉลี่ยต่อหมู่บ้าน",
        "One village and one theme make a cell. Where m agencies have open work in a cell without coordinating, "
        "m - 1 of their fronts are surplus; ties (joint work, funding, building on, handover) lower that by their "
        "level. D is surplus fronts per village.",
    ),
    "how_integration": (
        "ดัชนี 0-100 จากหกองค์ประกอบ เป็นค่าเฉลี่ยเรขาคณิต ดัชนีบอกความเชื่อมโยงของงานในพื้นที่ ไม่ใช่คะแนนของหน่วยงานใด ค่าปกติอยู่ระหว่าง 10 ถึง 40",
        "An index of six components, 0-100, geometric mean. It rates the ties of an area, no agency; 10 to 40 is usual.",
    ),
    "how_limits": (
        "เส้นแบ่งสี: D ที่ {d}; บูรณาการที่ {i} (คงที่จนกว่าจะมีผู้ตั้งใหม่)",
        "Class limits: D at {d}; integration at {i} (fixed until someone resets them).",
    ),
    # legend and map
    "legend": ("คำอธิบายสี", "Legend"),
    "corner_top": ("บูรณาการมาก ซ้ำน้อย", "Integrated, little repeated"),
    "corner_right": ("มาก\nทั้งคู่", "Both\nhigh"),
    "corner_bottom": ("ซ้ำมาก ยังไม่ประสาน", "Repeated, uncoordinated"),
    "corner_left": ("น้อย\nทั้งคู่", "Both\nlow"),
    "class_bivariate": ("ซ้ำ{d} · บูรณาการ{i}", "duplication {d}, integration {i}"),
    "low": ("น้อย", "low"),
    "middle": ("กลาง", "middle"),
    "high": ("มาก", "high"),
    "class_insufficient": ("ข้อมูลไม่พอคำนวณ · ซ้ำ{d}", "Insufficient data, duplication {d}"),
    "class_none": ("ยังไม่มีบันทึกงานที่เปิดอยู่และระบุพื้นที่", "No open work with a place on record yet"),
    "no_record_short": ("ยังไม่มีบันทึก", "No record yet"),
    "class_out": ("อยู่นอกตัวกรอง", "Outside the filter"),
    "class_single": ("หน่วยงานเดียว (เส้นประจุด)", "Single agency (dotted outline)"),
    "class_zero": ("0", "0"),
    "class_up_to": ("มากกว่า {low} ถึง {high}", "over {low} to {high}"),
    "class_first": ("ไม่เกิน {high}", "up to {high}"),
    "class_over": ("มากกว่า {low}", "over {low}"),
    "legend_filter": ("กดที่สีเพื่อกรอง", "Press a colour to filter"),
    "line_official": ("แนวเขตทางการ", "Official boundary"),
    "line_approximate": ("แนวเขตโดยประมาณ", "Approximate boundary"),
    "line_schematic": ("แนวเขตเชิงแผนผัง", "Schematic boundary"),
    "line_complete": ("หน่วยงานนี้แจ้งว่าดูแลทั้งพื้นที่", "This agency says it serves all of it"),
    "line_partial": ("หน่วยงานนี้แจ้งว่าดูแลบางส่วน", "This agency says it serves part of it"),
    "legend_limits": (
        "เส้นแบ่ง น้อย·กลาง·มาก: ซ้ำที่ {d}, บูรณาการที่ {i}",
        "Low, middle, high part at: duplication {d}; integration {i}",
    ),
    "level_province": ("จังหวัด", "province"),
    "level_amphoe": ("อำเภอ", "amphoe"),
    "level_tambon": ("ตำบล", "tambon"),
    "refused": (
        "ลิงก์นี้ระบุ {what} ซึ่งไม่มีในทะเบียน จึงแสดงเสมือนไม่ได้ระบุ",
        "This link names {what}, which the register does not have; shown as if left out",
    ),
    "only_agency": (
        "แสดงเฉพาะงานของ {name} (คะแนนไม่เปลี่ยนตามหน่วยงาน)",
        "Showing the work of {name} only (scores do not change with the agency)",
    ),
    "reference_point": (
        "ไม่มีพิกัดของงาน วางไว้ที่จุดอ้างอิงของพื้นที่",
        "No point on record: drawn at its area's reference point",
    ),
    "zoom_in": ("ขยาย", "Zoom in"),
    "zoom_out": ("ย่อ", "Zoom out"),
    "clear_filters": ("ล้างตัวกรอง", "Clear filters"),
    "map_name": ("แผนที่ระบายสีตาม{measure}", "Map coloured by {measure}"),
    # failures
    "store_failed": (
        "เปิดฐานข้อมูลไม่ได้ ถ้ายังไม่เคยสร้าง ให้สั่ง python -m data init ถ้าเคยสร้างแล้ว ให้สั่ง python -m data check (เลขที่บันทึก {log})",
        "The store cannot be opened. If none was made yet, run python -m data init; otherwise python -m data check (log {log})",
    ),
    "failed": (
        "ขออภัย หน้านี้แสดงไม่ได้ (เลขที่บันทึก {log}) ข้อมูลในทะเบียนไม่ถูกเปลี่ยนแปลง",
        "Sorry, this page cannot be shown (log {log}). Nothing in the register has changed.",
    ),
}


def speaker(lang: str) -> Words:
    """Return the words in a language of `LANGUAGES`; a value of the vocabulary is said by its label."""
    index = LANGUAGES.index(lang)

    def say(key: str, /, **values: object) -> str:
        if key in LABELS:
            return LABELS[key][index]
        return (_SAID | _AREA)[key][index].format(**values)

    return say
