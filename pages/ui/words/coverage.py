"""What the page of stated coverage says, Thai and English side by side. This module is read by ui.words."""

SAID: dict[str, tuple[str, str]] = {
    "page_coverage": ("พื้นที่ดูแล", "Coverage"),
    "whole_province": ("ทั้งจังหวัด", "Whole province"),
    "coverage_one": (
        "{name}: บอกว่าดูแลและมีบันทึกงานเปิดอยู่ {both} ตำบล บอกไว้แต่ยังไม่มีบันทึกงาน {stated} ตำบล ทำอยู่แต่ไม่ได้บอกไว้ {working} ตำบล",
        "{name}: {both} tambon stated and with open work on record, {stated} stated with none on record yet, {working} with work and not stated",
    ),
    "coverage_all": (
        "{agencies} หน่วยงาน นับเป็นคู่หน่วยงาน-ตำบล: บอกว่าดูแลและมีบันทึกงานเปิดอยู่ {both} คู่ บอกไว้แต่ยังไม่มีบันทึกงาน {stated} คู่ ทำอยู่แต่ไม่ได้บอกไว้ {working} คู่",
        "{agencies} agencies, counted as pairs of agency and tambon: {both} stated and with open work on record, {stated} stated with none on record yet, {working} with work and not stated",
    ),
    "coverage_nothing": (
        "ยังไม่มีบันทึกว่าหน่วยงานดูแลหรือทำงานในพื้นที่ใด",
        "No record yet of an area that is stated or worked in",
    ),
    "coverage_matrix": ("หน่วยงานกับพื้นที่", "Agencies by area"),
    "coverage_matrix_note": (
        "ตัวเลขคืองานที่เปิดอยู่ในบันทึก เลือกพื้นที่ด้านบนเพื่อดูรายตำบลในอำเภอนั้น งานที่ระบุทั้งอำเภอหรือทั้งจังหวัดไม่นับในตาราง",
        "Numbers are open initiatives on record. Choose an area above to see the tambon of its amphoe. Work of a whole amphoe or province is not counted here.",
    ),
    "stance_stated": ("ดูแล", "states"),
    "stance_working": ("ไม่ได้บอกไว้", "not stated"),
    "gaps_title": ("ช่องว่างของเรื่อง", "Gaps of a theme"),
    "gaps_choose": (
        "เรื่องที่มีบันทึกงานเปิดอยู่น้อยตำบลที่สุดมาก่อน เลือกเรื่องเพื่อดูว่าตำบลใดยังไม่มีบันทึกงาน และใครบอกว่าดูแล",
        "The themes with open work on record in the fewest tambon first. Choose one to see where none is on record, and who states to serve it.",
    ),
    "column_reached": ("ตำบลที่มีบันทึกงานเปิดอยู่", "Tambon with open work on record"),
    "gaps_note": (
        "{theme}: มีบันทึกงานเปิดอยู่ {worked} ตำบล ยังไม่มีบันทึกแม้มีหน่วยงานบอกว่าดูแลเรื่องนี้ {claimed} ตำบล มีเพียงหน่วยงานที่ไม่ได้บอกเรื่อง {unsaid} ตำบล ไม่มีหน่วยงานใดบอกไว้ {unclaimed} ตำบล",
        "{theme}: open work on record in {worked} tambon; none on record in {claimed} where an agency states this theme, {unsaid} where agencies state the place and not the theme, {unclaimed} where none states it",
    ),
    "gaps_none": ("ทุกตำบลมีบันทึกงานเรื่องนี้", "Every tambon has work on this theme on record"),
    "gap_claimed": ("ยังไม่มีบันทึกงาน แต่มีหน่วยงานบอกว่าดูแล", "No record of work; an agency states it"),
    "gap_unsaid": ("ยังไม่มีบันทึกงาน หน่วยงานที่ดูแลไม่ได้บอกเรื่อง", "No record of work; stated without a theme"),
    "gap_unclaimed": ("ยังไม่มีบันทึกงาน และไม่มีหน่วยงานบอกว่าดูแล", "No record of work, and none states it"),
    "column_gap": ("บันทึก", "On record"),
    "column_claims": ("หน่วยงานที่บอกว่าดูแล", "Agencies that state it"),
    "meeting_title": ("บรรจบที่ตำบล", "Meeting at the tambon"),
    "meeting_up": ("จากหมู่บ้านขึ้นมา", "Up from the villages"),
    "meeting_down": ("จากตำบลลงไป", "Down from above"),
    "meeting_note": (
        "แถบคืองานที่อยู่กลุ่มเดียวกับงานทิศตรงข้าม (องค์ประกอบที่ 6) {n} ตำบล-เรื่องมีงานทั้งสองทิศแต่ยังไม่พบกัน",
        "Bars show work that shares a group with work of the other direction (component 6). In {n} tambon-themes both are open and miss each other.",
    ),
    "meeting_none": ("ยังไม่มีบันทึกงานที่บอกทิศทาง", "No open work with a direction on record yet"),
}
