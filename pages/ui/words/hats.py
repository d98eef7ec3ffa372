"""What the page of hats and shares says, Thai and English side by side. This module is read by ui.words."""

SAID: dict[str, tuple[str, str]] = {
    "page_hats": ("หมวกหลายใบและการลงขัน", "Hats and shares"),
    "hats_title": ("หมวกหลายใบ", "Several hats"),
    "hats_sentence": (
        "{place}: มีคนสวมหมวกตั้งแต่สามใบขึ้นไปใน {n} ตำบลที่แสดงจำนวนได้ มากที่สุดตำบลละ {people} คน",
        "{place}: people wear three hats or more in the {n} tambon whose count may be shown, at most {people} in one",
    ),
    "hats_all_few": (
        "{place}: มีบันทึกคนที่ช่วยงานหน่วยงานใน {n} ตำบล แต่ยังไม่มีตำบลใดที่มีคนสวมหมวกตั้งแต่สามใบขึ้นไปถึงห้าคน",
        "{place}: people who serve agencies are on record in {n} tambon; in none of them do five or more wear three hats",
    ),
    "hats_none": (
        "{place}: ยังไม่มีบันทึกว่าใครช่วยงานหลายหน่วยงาน",
        "{place}: nobody who serves several agencies is on record yet",
    ),
    "hats_none_here": (
        "ยังไม่มีบันทึกคนที่ช่วยงานหน่วยงานในพื้นที่นี้ ไม่ได้แปลว่าไม่มี",
        "No people who serve agencies are on record here, which does not mean that there are none",
    ),
    "hats_one": ("หนึ่งใบ", "One hat"),
    "hats_two": ("สองใบ", "Two hats"),
    "hats_more": ("สามใบขึ้นไป", "Three or more"),
    "hats_whole": ("ดูในหน้าหมวกหลายใบ", "See the page of hats"),
    "hats_people": ("{n} คน", "{n} people"),
    "hats_few": ("น้อยกว่า 5 คน ไม่แสดงจำนวน", "fewer than 5, not shown"),
    "hats_silent": (
        "อีก {n} ตำบลยังไม่มีบันทึก ไม่ได้แปลว่าไม่มีคน",
        "{n} more tambon have nothing on record, which does not mean that there is nobody",
    ),
    "hats_note": (
        "หมวกหนึ่งใบคือหนึ่งหน่วยงานที่คนคนหนึ่งช่วยงานในตำบลนั้น แสดงเฉพาะจำนวนตั้งแต่ 5 คนขึ้นไป ไม่มีชื่อ ไม่มียอดรวม และไม่เปลี่ยนตามวันหรือตัวกรอง จำนวนขยับเมื่อต่างจากที่เคยแสดงตั้งแต่ 5 คน เพื่อไม่ให้ใครลบกันจนรู้ตัวคน",
        "A hat is one agency that somebody serves in that tambon. Only counts of 5 or more are shown, without names or totals, the same under every day and filter. A count moves only when it differs by 5 or more from all that were shown, so that no subtraction tells of anybody.",
    ),
    "partners_none": (
        "ไม่มีงานที่มีหน่วยงานร่วมตามพื้นที่ เรื่อง และวันที่เลือก",
        "No work with an agency for the area, theme and day chosen",
    ),
    "partners_sentence": (
        "{agencies} หน่วยงานร่วมใน {works} งาน นับได้ {pairs} คู่งานกับหน่วยงาน: ลงขัน {co_fund} ลงมือ {co_act} รับประโยชน์ {co_benefit} ยังไม่มีใครบอกเลย {silent} คู่",
        "{agencies} agencies take part in {works} initiatives, {pairs} pairs of the two: {co_fund} co-fund, {co_act} co-act, {co_benefit} co-benefit; of {silent} pairs nothing is said yet",
    ),
    "partners_agencies": ("ใครลงขัน ลงมือ รับประโยชน์", "Who co-funds, co-acts, co-benefits"),
    "partners_agencies_note": (
        "เรียงตามจำนวนที่บันทึกว่าร่วม (รวมสามอย่าง) แล้วตามจำนวนงาน แต่ละช่อง: บันทึกว่าใช่ จากทั้งหมด และที่ไม่ทราบ ยอดเงินรวมเฉพาะที่ทราบ งานเดียวที่มีหลายบันทึกนับครั้งเดียว ถ้ายอดต่างกันใช้ยอดที่มากที่สุด",
        "Ordered by how often sharing is on record (the three together), then by work. Each cell: recorded yes, of all, and unknown. Amounts add up only what is known. Work with several records counts once, with the largest amount that they state.",
    ),
    "partners_areas": ("ตามพื้นที่", "By area"),
    "partners_themes": ("ตามเรื่อง", "By theme"),
    "partners_area_note": (
        "พื้นที่ที่มีคู่งานกับหน่วยงานมากมาก่อน ในช่องคือหน่วยงานที่มีงานร่วมมากก่อน เลือกพื้นที่เพื่อดูงาน งานของพื้นที่กว้างกว่าอยู่แถวของมันเอง",
        "Areas with most pairs of work and agency first; in a cell the agencies with most work first. Choose an area to see its work. Work of a wider area has a row of its own.",
    ),
    "partners_theme_note": (
        "เรื่องที่มีคู่งานกับหน่วยงานมากมาก่อน ในช่องคือหน่วยงานที่มีงานร่วมมากก่อน เลือกเรื่องเพื่อดูงาน",
        "Themes with most pairs of work and agency first; in a cell the agencies with most work first. Choose a theme to see its work.",
    ),
    "partners_one": ("{name} ({n} งาน)", "{name} ({n})"),
    "partners_more": ("และอีก {n} หน่วยงาน", "and {n} more agencies"),
    "partners_works": ("และอีก {n} งาน", "and {n} more"),
    "partners_nobody": ("บันทึกว่าไม่มี", "none, as recorded"),
}
