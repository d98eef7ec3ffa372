"""What the method page says, Thai and English side by side. This module is read by ui.words."""

SAID: dict[str, tuple[str, str]] = {
    "page_method": ("วิธีคิดและที่มา", "Method and sources"),
    "method_title": ("ตัวเลขแต่ละตัวมาจากไหน", "Where each number comes from"),
    "method_intro": (
        "ทุกสูตรด้านล่างคำนวณให้ดูด้วยบันทึกของทะเบียนนี้ ณ วันที่เลือก ตัวอย่างที่ใช้คือ {name}{why} เลือกพื้นที่อื่นได้จากช่องด้านบน",
        "Every formula below is worked through with this register's own records on the chosen day. The example is {name}{why}; the control above takes another area.",
    ),
    "method_intro_largest": (
        " ซึ่งมีหน้างานซ้ำที่ยังไม่ประสานรวมมากที่สุดในบรรดาตำบล",
        ", which has the largest total surplus of all tambon",
    ),
    "method_intro_busiest": (
        " ซึ่งมีหน้างานเปิดอยู่มากที่สุด เพราะ ณ วันนี้ยังไม่มีตำบลใดมีหน้างานซ้ำที่ยังไม่ประสาน",
        ", which has most open fronts: on this day no tambon has a surplus",
    ),
    "method_intro_none": (
        "ณ วันนี้ยังไม่มีบันทึกงานที่เปิดอยู่และระบุพื้นที่ จึงยังคำนวณตัวอย่างของช่อง การประสาน และค่า D ให้ดูไม่ได้ กติกาทั้งหมดอยู่ด้านล่าง",
        "On this day no open work with a place is on record, so cells, coordination and D cannot be worked through. All rules are below.",
    ),
    "method_largest": ("ตำบลที่ซ้ำรวมมากที่สุด", "Tambon with the largest surplus"),
    "contents": ("สารบัญ", "Contents"),
    "worked_rounded": ("{exact} (หน้าอื่นแสดง {shown})", "{exact} (other pages show {shown})"),
    "worked_nothing": (
        "{name} ยังไม่มีบันทึกงานที่เปิดอยู่และระบุพื้นที่ จึงไม่มีช่องให้คำนวณ และไม่ถือว่าเป็นศูนย์",
        "{name} has no open work with a place on record: there is no cell to work through, and that is not zero.",
    ),
    "section_measures": ("ตัวเลขที่ใช้ระบายสีแผนที่", "The numbers that colour the map"),
    "column_measure": ("ตัวเลข", "Number"),
    "column_meaning": ("ความหมาย", "What it says"),
    "column_here": ("ของ {name}", "In {name}"),
    "section_open": ("งานใดนับเป็นงานที่เปิดอยู่", "Which work counts as open"),
    "open_rule": (
        "งานเปิดอยู่เมื่อสถานะเป็น “กำลังดำเนินการ” หรือ “กำลังปิดงาน” เริ่มแล้วหรือไม่ทราบวันเริ่ม และยังไม่ถึงวันสิ้นสุด งานที่ไม่ทราบวันสิ้นสุดและทราบสถานะครั้งล่าสุดไม่หลัง {limit} (เก่าตั้งแต่ {months} เดือน) เป็นงานรอยืนยันสถานะ: แสดงไว้ให้ถาม แต่ไม่นับ",
        "Work is open when its status is implementation or finalisation, it has started or its start is unknown, and its end has not passed. Where no end is known and the status was last known on or before {limit} ({months} months ago), it is unconfirmed: listed for asking, not counted.",
    ),
    "open_unknown": (
        "งานที่ไม่ทราบสถานะไม่ถูกนับในคะแนนใด แต่แสดงไว้ว่ายังไม่ครบ บันทึกที่เชื่อมกันว่าเป็นรายการเดียวกันนับเป็นงานเดียว",
        "Work of unknown status is scored nowhere but listed as incomplete. Records joined as the same record are one initiative.",
    ),
    "open_sum": (
        "งานที่เปิดอยู่ {active} = ทราบถึงหมู่บ้าน {village} + ทราบเพียงตำบล {tambon} + ทั้งอำเภอหรือจังหวัด {wide} + ไม่ทราบพื้นที่ {nowhere}",
        "Open initiatives {active} = village known {village} + tambon only {tambon} + whole amphoe or province {wide} + place unknown {nowhere}",
    ),
    "column_standing": ("ณ วันที่เลือก", "On the day"),
    "column_records": ("จำนวนบันทึก", "Records"),
    "column_counted": ("นับหรือไม่", "Counted?"),
    "counted_yes": ("นับ", "yes"),
    "counted_no": ("ไม่นับเป็นงานที่เปิดอยู่", "not as open work"),
    "counted_ask": ("ไม่นับจนกว่าจะมีผู้ยืนยัน", "not until someone confirms"),
    "counted_never": ("ไม่นับในคะแนนใด", "in no score"),
    "section_cell": ("หนึ่งช่อง: หมู่บ้านหนึ่ง เรื่องหนึ่ง", "One cell: a village and a theme"),
    "cell_rule": (
        "หมู่บ้านหนึ่งกับเรื่องหนึ่งเป็นหนึ่งช่อง หน่วยงานของช่องคือหน่วยงานที่เป็นเจ้าภาพหรือลงมือในงานที่เปิดอยู่ซึ่งครอบหมู่บ้านและเรื่องนั้น จำนวนหน่วยงานเรียกว่า m ผู้ลงขันและคุณอำนวยแสดงไว้แต่ไม่นับใน m ตำบลเมืองที่ไม่แบ่งหมู่บ้านนับเป็นหนึ่งหน่วย",
        "One village and one theme make a cell. Its agencies are those accountable or implementing in open work that covers that village and theme; their number is m. Funders and facilitators are shown but are not in m. A town tambon without villages is one unit.",
    ),
    "cell_example": ("ตัวอย่าง: {place} × {theme}", "Example: {place} × {theme}"),
    "cell_m": ("m = {m} หน่วยงาน", "m = {m} agencies"),
    "cell_place": ("{name} อยู่ในงานนี้เพราะงานระบุทั้งตำบล", "{name}: the record names the whole tambon"),
    "column_precision": ("ระบุพื้นที่ถึง", "Place known to"),
    "to_village": ("หมู่บ้านนี้", "this village"),
    "to_tambon": ("ตำบลเท่านั้น", "the tambon only"),
    "section_tree": ("การประสาน W และหน้างานซ้ำ S", "Coordination W and surplus S"),
    "tree_strength": (
        "ความแข็งของการประสานระหว่างสองหน่วยงาน (w) มีค่า 0 ถึง 1 ถ้าอยู่ในงานที่เปิดอยู่งานเดียวกัน w = 1 ถ้าไม่ใช่ w คือระดับความร่วมมือ (0-5) ÷ 5 ของความเชื่อมโยงที่แข็งที่สุดระหว่างงานของสองฝ่ายในตำบลและเรื่องเดียวกัน หารครึ่งถ้ายังไม่ยืนยันทั้งสองฝ่าย",
        "The strength of coordination between two agencies (w) is 0 to 1. In one open initiative together, w = 1. Otherwise w is level (0-5) ÷ 5 of the strongest tie between their work in that tambon and theme, halved if not confirmed by both.",
    ),
    "tree_levels": (
        "ความเชื่อมโยงที่ไม่ระบุระดับใช้ระดับของชนิดนั้น: {levels}",
        "A tie without a level has that of its kind: {levels}",
    ),
    "tree_path": (
        "การประสานส่งผ่านหน่วยงานอื่นได้ แข็งเท่ากับข้อที่อ่อนที่สุดของเส้นทาง ส่วนคู่ที่ทบทวนแล้วว่างานเสริมกัน w = 1 เฉพาะคู่นั้น ไม่ส่งต่อ",
        "Coordination passes through others, a path being as strong as its weakest tie. A pair reviewed as complementary has w = 1 for itself alone; it carries nothing onward.",
    ),
    "tree_rule": (
        "เลือกเส้นเชื่อมที่แข็งที่สุดทีละเส้นโดยไม่วนกลับ จนเชื่อมทุกหน่วยงานของช่อง (maximum spanning tree) ผลรวมความแข็งคือ W แล้ว S = (m − 1) − W ไม่ต่ำกว่า 0 คู่ที่ไม่มีอะไรเชื่อมนับ 0",
        "Take the strongest ties one by one, never closing a ring, until all agencies of the cell hang together (maximum spanning tree). Their strengths sum to W, and S = (m - 1) - W, never below 0. What nothing ties counts 0.",
    ),
    "tree_elsewhere": (
        "อีกช่องหนึ่งของจังหวัด ซึ่งความเชื่อมโยงลดความซ้ำลงบางส่วน",
        "Another cell of the province, where ties lower the surplus in part.",
    ),
    "tree_no_tie": (
        "ในทะเบียนยังไม่มีช่องใดที่ความเชื่อมโยงลดความซ้ำ จึงยกตัวอย่างการประสานไม่ได้: บันทึกความเชื่อมโยงระหว่างงานก่อน แล้ว W จะมีค่า",
        "In no cell of the register does a tie lower the surplus, so no coordination can be shown: record ties between initiatives and W gets a value.",
    ),
    "tree_alone": (
        "ช่องนี้มีหน่วยงานเดียว จึงไม่มีคู่ให้ประสานและไม่มีอะไรซ้ำ",
        "One agency is in this cell: there is no pair to coordinate and nothing repeats.",
    ),
    "tree_untied": (
        "หน่วยงานใน {m} แห่งนี้ไม่มีความเชื่อมโยงระหว่างกันในบันทึก W = 0",
        "Nothing on record ties these {m} agencies: W = 0",
    ),
    "column_pair": ("คู่หน่วยงาน", "Pair of agencies"),
    "column_tie": ("อะไรเชื่อม", "What ties them"),
    "column_strength": ("ความแข็ง w", "Strength w"),
    "strength_shared": ("งานเดียวกัน: {title}", "One initiative: {title}"),
    "strength_tie": ("{kind}: {title} ↔ {second}", "{kind}: {title} ↔ {second}"),
    "strength_complementary": (
        "ทบทวนแล้วว่าเสริมกัน: {title} ↔ {second}",
        "Reviewed as complementary: {title} ↔ {second}",
    ),
    "strength_path": (
        "ผ่าน {through} ข้อที่อ่อนที่สุดคือ {kind}: {title} ↔ {second}",
        "Through {through}; the weakest link is {kind}: {title} ↔ {second}",
    ),
    "strength_path_shared": (
        "ผ่าน {through} ข้อที่อ่อนที่สุดคืองานเดียวกัน: {title}",
        "Through {through}; the weakest link is one initiative: {title}",
    ),
    "strength_level": ("ระดับ {level} ÷ 5 = {strength}", "level {level} ÷ 5 = {strength}"),
    "strength_half": (
        "ระดับ {level} ÷ 5 ÷ 2 (ยังไม่ยืนยันทั้งสองฝ่าย) = {strength}",
        "level {level} ÷ 5 ÷ 2 (not confirmed by both) = {strength}",
    ),
    "tree_surplus": ("S = ({m} − 1) − {tied} = {surplus}", "S = ({m} - 1) - {tied} = {surplus}"),
    "section_duplication": ("ความซ้ำซ้อน D", "Duplication D"),
    "duplication_rule": (
        "D ของพื้นที่ = ผลรวม S ของทุกช่องในพื้นที่ ÷ จำนวนหมู่บ้าน (หน้างานซ้ำต่อหมู่บ้าน) C คือจำนวนช่องที่มีงานเปิดอยู่ F = C + ผลรวม S คือหน้างานที่เปิดอยู่ และ R = ผลรวม S ÷ F เป็นความซ้ำที่อาจเกิด ควรถามกัน ไม่ใช่คำตัดสิน",
        "D of an area = sum of S over its cells ÷ its villages (surplus fronts per village). C is the number of occupied cells, F = C + sum of S the open fronts, and R = sum of S ÷ F. It is a possible overlap to ask about, not a verdict.",
    ),
    "duplication_cells": (
        "{name} มี {units} หมู่บ้านหรือตำบลเมือง มีช่องที่มีงานเปิดอยู่ C = {cells} ช่อง ในจำนวนนี้ {repeated} ช่องมี S มากกว่า 0",
        "{name} has {units} villages or town tambon and C = {cells} occupied cells; in {repeated} of them S is above 0",
    ),
    "duplication_rest": ("อีก {n} ช่อง", "{n} more cells"),
    "duplication_sum": ("ผลรวม S = {terms}", "sum of S = {terms}"),
    "duplication_d": ("D = {surplus} ÷ {units} = {d}", "D = {surplus} ÷ {units} = {d}"),
    "duplication_f": (
        "F = C + ผลรวม S = {cells} + {surplus} = {fronts}",
        "F = C + sum of S = {cells} + {surplus} = {fronts}",
    ),
    "duplication_r": (
        "R = ผลรวม S ÷ F = {surplus} ÷ {fronts} = {r}",
        "R = sum of S ÷ F = {surplus} ÷ {fronts} = {r}",
    ),
    "duplication_aloud": (
        "อ่านว่า: หน้างานที่เปิดอยู่ {fronts} หน้างาน อยู่ใน {cells} ช่อง โดย {surplus} หน้างานซ้ำกับงานที่เปิดอยู่แล้วโดยยังไม่ประสาน",
        "Said aloud: {fronts} open fronts cover {cells} places-and-themes; {surplus} of them repeat work already open there, uncoordinated.",
    ),
    "column_cell": ("ช่อง", "Cell"),
    "column_m": ("m", "m"),
    "column_w": ("W", "W"),
    "column_s": ("S = (m − 1) − W", "S = (m - 1) - W"),
    "column_s_low": ("S ถ้าไม่นับงานที่ทราบเพียงตำบล", "S without work known only to the tambon"),
    "section_low": ("อย่างน้อยเท่าไร: D ตัวล่าง", "At least how much: the lower D"),
    "low_rule": (
        "งานที่ระบุเพียงตำบลถูกนับในทุกหมู่บ้านของตำบลเมื่อคิด D แต่อาจอยู่เพียงบางหมู่บ้าน ค่าตัวล่างจึงตัดงานเหล่านี้ออกจากช่อง (ความแข็งของการประสานคงเดิม) และไม่เกิน D ถ้า D กับตัวล่างอยู่คนละชั้นสี พื้นที่นั้นควรถามว่าหมู่บ้านใดเป็นอันดับแรก",
        "Work that names only a tambon counts in all its villages for D, though it may lie in some. The lower figure leaves such work out of the cells (tie strengths stay) and is never above D. Where the two fall into different classes, asking which villages pays most.",
    ),
    "low_works": (
        "ใน {name} มี {n} จาก {total} งานในช่องระบุเพียงตำบล",
        "In {name}, {n} of the {total} initiatives in its cells name only the tambon",
    ),
    "low_more": ("และอีก {n} งาน", "and {n} more"),
    "low_same": (
        "ใน {name} ทุกงานในช่องระบุหมู่บ้าน ค่าตัวล่างจึงเท่ากับ D",
        "In {name} every initiative in a cell names its villages, so the lower figure is D itself.",
    ),
    "low_sum": (
        "ผลรวม S ตัวล่าง = {terms}",
        "sum of the lower S = {terms}",
    ),
    "low_d": ("D ตัวล่าง = {low} ÷ {units} = {d}", "lower D = {low} ÷ {units} = {d}"),
    "low_capped": (
        "ผลรวมตัวล่าง {low} เกินผลรวม S {surplus} จึงใช้ตัวที่น้อยกว่า",
        "The lower sum {low} is above the sum of S {surplus}, so the smaller is taken.",
    ),
    "low_shown": ("แสดงเป็น “{d} (อย่างน้อย {low})”", "Shown as “{d} (at least {low})”"),
    "low_imprecise": (
        "D กับตัวล่างอยู่คนละชั้นสี: พื้นที่นี้ควรถามว่าหมู่บ้านใด",
        "D and its lower figure fall into different classes: ask which villages.",
    ),
    "low_precise": ("D กับตัวล่างอยู่ในชั้นสีเดียวกัน", "D and its lower figure fall into the same class."),
}
