"""What the page of binoculars says, Thai and English side by side. This module is read by ui.words."""

SAID: dict[str, tuple[str, str]] = {
    "page_binoculars": ("ส่องกล้อง", "Binoculars"),
    "sight_choose": (
        "เลือกหน่วยงาน แล้วส่องกล้องดูว่างานที่คนอื่นเปิดอยู่มีหน้าที่ของเราอยู่ตรงไหน",
        "Choose an agency and look where its function appears in the work that others have open",
    ),
    "sight_start": (
        "หน่วยงานที่มีงานเปิดอยู่มากที่สุด {n} แห่ง จาก {all} แห่ง",
        "{n} of {all} agencies, with the most work open",
    ),
    "sight_start_none": (
        "ยังไม่มีหน่วยงานใดบันทึกงานที่เปิดอยู่ เลือกหน่วยงานจากรายการข้างบนได้",
        "No agency has open work on record yet; any can be chosen from the list above",
    ),
    "sight_choose_note": (
        "ก่อนเปิดหน้างานใหม่ ดูงานที่เปิดอยู่แล้วก่อน แล้วเข้าร่วม รับไม้ต่อ หรือต่อยอด",
        "Before opening a new front, look at what is open already; join it, take the baton or build on it",
    ),
    "sight_found": (
        "{name}: พบงานของหน่วยงานอื่นที่มีหน้าที่ของเราอยู่ {n} งาน ตรงเรื่องกัน {same} งาน",
        "{name}: {n} works of others hold its function, {same} of them on the very same theme",
    ),
    "sight_none": (
        "{name}: ยังไม่พบงานของหน่วยงานอื่นที่มีหน้าที่ของเราอยู่ ตามตัวกรองที่เลือก",
        "{name}: no work of others in which its function appears, as filtered",
    ),
    "control_time": ("ช่วงเวลา", "Time"),
    "sight_open": ("เปิดอยู่", "open"),
    "sight_ended": ("จบไปไม่เกิน 24 เดือน", "ended within 24 months"),
    "sight_open_day": ("เปิดอยู่ ถึง {day}", "open until {day}"),
    "sight_ended_day": ("จบไปแล้วเมื่อ {day}", "ended on {day}"),
    "sight_more": ("{names} และอีก {n} แห่ง", "{names} and {n} more"),
    "sight_rest": ("และอีก {n} แห่ง", "and {n} more"),
    "sight_same": ("เรื่องเดียวกับหน้าที่ของเรา: {themes}", "The same theme as its function: {themes}"),
    "sight_akin": ("เรื่องในกลุ่มเดียวกัน: {themes}", "A theme of the same group: {themes}"),
    "sight_words": (
        "ข้อความตรงกับ “{against}” ที่เราทำ: {words}",
        "Words in common with its “{against}”: {words}",
    ),
    "sight_alike": (
        "ข้อความคล้าย “{against}” ที่เราทำ {n} จาก 100",
        "Words are like those of its “{against}” by {n} of 100",
    ),
    "draft_same": ("เรื่องเดียวกับร่าง: {themes}", "The same theme as the draft: {themes}"),
    "draft_akin": ("เรื่องในกลุ่มเดียวกับร่าง: {themes}", "A theme of the same group as the draft's: {themes}"),
    "draft_words": ("ข้อความตรงกับร่าง: {words}", "Words in common with the draft: {words}"),
    "draft_alike": ("ข้อความคล้ายร่าง {n} จาก 100", "Words are like the draft's by {n} of 100"),
    "draft_inside": ("อยู่ในพื้นที่ของร่าง: {places}", "In the draft's ground: {places}"),
    "draft_around": ("ครอบคลุมพื้นที่ของร่างบางส่วน: {places}", "Includes some of the draft's ground: {places}"),
    "draft_beside": ("อยู่ติดกับพื้นที่ของร่าง: {places}", "Beside the draft's ground: {places}"),
    "sight_tied": ("โยงกับงานของเราแล้ว:", "Tied to its work already:"),
    "sight_confirmed": ("ยืนยันแล้ว", "confirmed"),
    "sight_waiting": ("ยังไม่ยืนยัน", "not confirmed"),
    "sight_tied_already": ("โยงกับงานของเราอยู่แล้ว {n} งาน", "{n} are tied to its work already"),
    "sight_tied_apart": ("ในนั้นเราบอกไว้แล้ว {n} งาน อยู่ท้ายรายการ", "{n} of them marked, at the end of the list"),
    "sight_apart": ("งานที่เราบอกไว้และโยงกันแล้ว {n} งาน", "Marked and tied already: {n}"),
    "sight_apart_note": (
        "อยู่ในจำนวนงานที่โยงอยู่แล้ว ไม่นับในหัวเรื่อง",
        "Among those tied already; not counted in the heading",
    ),
    "sight_tied_hide": ("ซ่อนงานที่โยงอยู่แล้ว", "Leave them out"),
    "sight_tied_show": ("แสดงงานที่โยงอยู่แล้ว", "Show them"),
    "sight_around": ("ครอบคลุมพื้นที่ของเราบางส่วน: {places}", "Includes some of its ground: {places}"),
    "sight_inside": ("อยู่ในพื้นที่ที่เราดูแลหรือทำงานอยู่: {places}", "In the ground it serves or works on: {places}"),
    "sight_beside": ("อยู่ติดกับพื้นที่ของเรา: {places}", "Beside its ground: {places}"),
    "sight_people": ("คนของเราอยู่ที่นั่นแล้ว {n} งาน: {works}", "Its people are there already with {n} works: {works}"),
    "sight_match": ("ตรงกัน {n} จาก 100 · ดูวิธีคิด", "Match {n} of 100 · how it comes about"),
    "sight_part_theme": ("เรื่อง", "Theme"),
    "sight_part_text": ("ข้อความ", "Words"),
    "sight_part_near": ("ความใกล้", "Nearness"),
    "sight_text": (
        "เทียบกับ “{against}” คล้าย {n} เต็มที่ {full} จึงได้ {text}",
        "Against “{against}”: alike by {n}, in full from {full}, which makes {text}",
    ),
    "sight_text_how": ("คิดความคล้ายอย่างไร", "how likeness is worked out"),
    "sight_order": (
        "เรียงจากที่ตรงกันมากที่สุด คะแนนเท่ากันก่อนปัดเศษเรียงงานที่เปิดอยู่ก่อนงานที่จบแล้ว แล้วตามความคล้ายของข้อความ แล้วตามรหัสงาน",
        "The best match first; of matches equal before rounding open work comes before ended, then the more alike in words, then by id",
    ),
    "sight_unmapped": (
        "อีก {n} งานบอกพื้นที่กว้างกว่าตำบลหรือไม่บอกเลย จึงไม่มีจุดบนแผนที่",
        "{n} more name an area wider than a tambon, or none, and have no mark on the map",
    ),
    "sight_weight": ("น้ำหนัก {w}", "weight {w}"),
    "sight_marked": ("เราบอกไว้ว่า {way}: {sentence} ({day})", "Marked: {way}. {sentence} ({day})"),
    "sight_refused_show": ("แสดงงานที่บอกว่าไม่ใช่ของเราอีก {n} งาน", "Show {n} more marked as not ours"),
    "sight_refused_hide": ("ซ่อนงานที่บอกว่าไม่ใช่ของเรา", "Hide what is marked as not ours"),
    "sight_how": (
        "คะแนน = (เรื่อง × {theme} + ข้อความ × {text} + ความใกล้ × {near}) ÷ ผลรวมน้ำหนักของส่วนที่รู้ "
        "เรื่องตรงกันพอดีได้ 100 กลุ่มเดียวกันได้ 50 ข้อความเทียบชื่อและรายละเอียดกับหน้าที่และงานของเรา คล้ายกัน {full} ขึ้นไปนับเต็ม "
        "อยู่ตำบลเดียวกันได้ 100 ตำบลติดกันได้ 50 งานที่ไม่มีเรื่องร่วมกันแสดงเมื่อข้อความคล้ายกัน {least} ขึ้นไป "
        "ความคล้ายของข้อความใช้ช่วยค้นเท่านั้น ไม่มีผลต่อดัชนีใด",
        "Match = (theme × {theme} + words × {text} + nearness × {near}) ÷ the sum of the weights of what is known. "
        "The very theme is 100, one of the same group 50. Title and description are compared with the agency's functions and own work; "
        "likeness from {full} on counts in full. The same tambon is 100, one beside 50. Work without a theme in common is listed from a "
        "likeness of {least} on. Likeness of words only suggests; no index depends on it.",
    ),
    "sight_none_of_these": (
        "ไม่มีงานใดที่เข้าร่วมหรือต่อยอดได้: คิดจะเปิดหน้างานใหม่",
        "None of these can be joined or built on: think of a new front",
    ),
    "mark_sign_in": (
        "ลงชื่อเข้าใช้เพื่อบอกว่างานเหล่านี้คืออะไรกับหน่วยงานของท่าน",
        "Sign in to say what this work is to your agency",
    ),
    "mark_do": ("งานนี้กับเรา", "What is it to us"),
    "mark_change": ("เปลี่ยนที่บอกไว้", "Change the mark"),
    "mark_withdraw": ("เอาเครื่องหมายออก", "Take the mark back"),
    "mark_way": ("เราจะ", "We"),
    "mark_join": ("เข้าร่วม", "join"),
    "mark_take_baton": ("รับไม้ต่อ", "take the baton"),
    "mark_build_on": ("ต่อยอด", "build on it"),
    "mark_not_ours": ("ไม่ใช่ของเรา", "not ours"),
    "mark_own": ("ด้วยงานของเรา", "With our work"),
    "mark_no_own": ("ยังไม่มีงาน", "no work yet"),
    "mark_asks": (
        "จะโยงสองงานนี้เข้าด้วยกัน แล้วขอให้เจ้าของงานยืนยัน",
        "The two are tied, and who does that work is asked to confirm",
    ),
    "mark_tells": (
        "จะส่งความตั้งใจนี้ให้เจ้าของงานตอบรับหรือไม่รับ เมื่อมีงานของเราแล้วค่อยโยงกัน",
        "Whoever does that work is told and may accept or decline; tie own work to it once there is some",
    ),
    "mark_asks_tied": (
        "สองงานนี้โยงกันอยู่แล้ว จะเก็บไว้เป็นเครื่องหมายอย่างเดียว",
        "The two are tied already; only the mark is kept",
    ),
    "mark_asks_nobody": (
        "งานนี้ไม่มีเจ้าภาพหรือผู้ลงมือในบันทึก จึงเก็บไว้เป็นความตั้งใจ ไม่มีใครได้รับคำขอ",
        "Nobody on record does that work, so this is kept as an intention and nobody is asked",
    ),
    "reply_accepted_intent": ("{name} ตอบรับแล้วเมื่อ {day}", "{name} accepted on {day}"),
    "reply_declined_intent": ("{name} ยังไม่รับ ตอบเมื่อ {day}", "{name} did not accept, on {day}"),
    "reply_waiting": ("ส่งคำขอถึง {name} แล้วเมื่อ {day} รอคำตอบ", "{name} was asked on {day} and has not answered yet"),
    "reply_accepted": ("{name} ยืนยันแล้วเมื่อ {day}", "{name} confirmed it on {day}"),
    "reply_declined": ("{name} ไม่ยืนยัน ตอบเมื่อ {day}", "{name} declined on {day}"),
    "reply_why": (" เพราะ {why}", ", because {why}"),
    "mark_sentence": ("เพราะอะไร หนึ่งประโยค", "Why, in one sentence"),
    "mark_kept": ("บันทึกแล้ว: {way} “{title}”", "Kept: {way}, “{title}”"),
    "mark_withdrawn": ("เอาเครื่องหมายของ “{title}” ออกแล้ว", "The mark on “{title}” is taken back"),
}
