"""What the method page says of the index and of the rules, Thai and English side by side. This module is read by ui.words."""

SAID: dict[str, tuple[str, str]] = {
    "section_components": ("หกองค์ประกอบของการบูรณาการ", "The six components of integration"),
    "components_rule": (
        "แต่ละองค์ประกอบถามว่า ในกรณีที่ทำได้ n กรณี ทำแล้ว x กรณี แล้วดึงเข้าหาอัตราของทั้งจังหวัด π ด้วยน้ำหนัก {prior} กรณี เพื่อไม่ให้บันทึกเดียวตัดสิน: p = (x + {prior} × π) ÷ (n + {prior}) “กลุ่ม” คือหน่วยงานในตำบลและเรื่องเดียวกันที่ประสานกันแข็งตั้งแต่ {threshold}",
        "Each component asks: of n cases that could, how many x did? The share is pulled towards the province's rate π with the weight of {prior} cases, so that no single record decides: p = (x + {prior} × π) ÷ (n + {prior}). A “group” is agencies of one tambon and theme tied at {threshold} or more.",
    ),
    "components_of": ("ตัวเลขของ {name}", "The figures of {name}"),
    "components_of_tambon": (
        "{village} เป็นหมู่บ้าน การบูรณาการจึงเป็นของ {name}",
        "{village} is a village; its integration is that of {name}.",
    ),
    "could_1": (
        "n: งานที่เปิดอยู่ในตำบลและเรื่องที่มีหน่วยงานตั้งแต่สองแห่ง",
        "n: open initiatives in a tambon and theme with two agencies or more",
    ),
    "did_1": ("x: งานที่มีหน่วยงานอยู่ในกลุ่มตั้งแต่สองแห่ง", "x: those with an agency in a group of two or more"),
    "could_2": (
        "n: งานที่สิ้นสุดในช่วง {recent} เดือนที่ผ่านมาโดยยังไม่ตอบความต้องการครบ ในแต่ละตำบล",
        "n: initiatives that ended within the last {recent} months with their need not met, by tambon",
    ),
    "did_2": (
        "x: งานที่มีงานอื่นรับไม้ต่อในตำบลเดียวกัน ได้ 1 ถ้าต่อทันที ลดหนึ่งในสิบสองทุกเดือนที่ขาดช่วง",
        "x: those that another took over there: 1 without a gap, a twelfth less for every month of it",
    ),
    "could_3": (
        "n: งานที่เริ่มในช่วง {recent} เดือนที่ผ่านมาในตำบลและเรื่องที่มีงานก่อนหน้า (ยังไม่จบ หรือจบไม่เกิน {earlier} เดือนก่อนเริ่ม)",
        "n: initiatives started within the last {recent} months where earlier work lies (not over, or over for {earlier} months at most)",
    ),
    "did_3": (
        "x: งานที่บันทึกว่าต่อยอด รับไม้ เป็นส่วนหนึ่ง หรือทำร่วมกับงานก่อนหน้านั้น หรือมีหน่วยงานเดิมทำอยู่ทั้งสองงาน",
        "x: those tied to it (builds on, handover, part of, co-work) or with an agency acting in both",
    ),
    "could_4": ("n: ตำบลกับเรื่องที่มีงานเปิดอยู่", "n: tambon and theme with open work"),
    "did_4": (
        "x: ที่มีกลุ่มซึ่งมีทั้งภาครัฐและภาคประชาชน",
        "x: those with a group that holds the state side and the people's side",
    ),
    "could_5": ("n: หมู่บ้านกับเรื่องที่มีงานเปิดอยู่", "n: village and theme with open work"),
    "did_5": ("x: ที่มีเจ้าภาพชัดเจนเพียงหน่วยงานเดียว", "x: those with exactly one agency accountable"),
    "could_6": (
        "n: งานที่เปิดอยู่ซึ่งบอกทิศทาง (จากหมู่บ้านขึ้นมา หรือจากตำบลลงไป) ในแต่ละตำบลและเรื่อง",
        "n: open initiatives with a direction (bottom-up or top-down), by tambon and theme",
    ),
    "did_6": (
        "x: งานที่อยู่กลุ่มเดียวกับงานทิศทางตรงข้าม",
        "x: those that share a group with work of the opposite direction",
    ),
    "column_component": ("องค์ประกอบ", "Component"),
    "component_rate": ("π = {x} ÷ {n} ทั้งจังหวัด = {rate}", "π = {x} ÷ {n} in the province = {rate}"),
    "component_p": (
        "p = ({x} + {prior} × {rate}) ÷ ({n} + {prior}) = {p}",
        "p = ({x} + {prior} × {rate}) ÷ ({n} + {prior}) = {p}",
    ),
    "component_no_case": (
        "ใน {name} ยังไม่มีกรณีให้วัด (n = 0) องค์ประกอบนี้จึงไม่อยู่ในดัชนี",
        "In {name} there is no case to measure (n = 0): not in the index.",
    ),
    "component_nowhere": (
        "ทั้งจังหวัดยังไม่มีกรณีให้วัด (n = 0) จึงคิด π และ p ไม่ได้",
        "Nowhere in the province is there a case (n = 0): π and p cannot be worked out.",
    ),
    "component_alike": (
        "ทั้งจังหวัดเป็นแบบเดียวกันหมด (π = {rate}) องค์ประกอบนี้จึงไม่แยกพื้นที่ใดและไม่อยู่ในดัชนี",
        "The whole province is alike (π = {rate}): it tells no area apart and is not in the index.",
    ),
    "component_example": ("เช่น {item}", "For example {item}"),
    "section_index": ("ดัชนีการบูรณาการ I", "The integration index I"),
    "index_rule": (
        "I คือ 100 เท่าของค่าเฉลี่ยเรขาคณิตของ p ที่วัดได้ k องค์ประกอบ น้ำหนักเท่ากัน: คูณกันแล้วถอดรากที่ k การประชุมมากจึงชดเชยการไม่มีเจ้าภาพไม่ได้ ค่าปกติอยู่ระหว่าง 10 ถึง 40 ดัชนีบอกความเชื่อมโยงของงานในพื้นที่ ไม่ใช่คะแนนของหน่วยงานใด",
        "I is 100 times the geometric mean of the k measurable p, equally weighted: multiply them and take the k-th root. Many meetings cannot buy off having no host. 10 to 40 is usual. It rates the ties of an area, no agency.",
    ),
    "index_worked": ("I = 100 × ({factors})^(1/{k}) = {value}", "I = 100 × ({factors})^(1/{k}) = {value}"),
    "index_elsewhere": (
        "ดัชนีของ {name} ไม่เผยแพร่ (ดูเหตุผลในหัวข้อถัดไป) จึงคำนวณ {other} ให้ดูแทน",
        "The index of {name} is not published (the next section says why), so {other} is worked through instead.",
    ),
    "index_nowhere": (
        "ดัชนีของ {name} ไม่เผยแพร่ และ ณ วันนี้ยังไม่มีตำบลใดเผยแพร่ได้ จึงยังไม่มีดัชนีให้คำนวณ p ของแต่ละองค์ประกอบอยู่ในหัวข้อก่อนหน้า",
        "The index of {name} is not published and on this day no tambon's is, so there is none to work through; the p of each component are in the section before.",
    ),
    "section_published": ("เมื่อใดจึงเผยแพร่ดัชนี", "When the index is published"),
    "published_rule": (
        "เผยแพร่เมื่อครบทุกข้อ ไม่เช่นนั้นแสดงว่า “ข้อมูลไม่พอคำนวณ” และไม่แสดงตัวเลข",
        "It is published where all of these hold; elsewhere “insufficient data” is shown and no number.",
    ),
    "need_components": ("องค์ประกอบที่วัดได้", "Measurable components"),
    "need_agencies": ("หน่วยงานในพื้นที่", "Agencies in the area"),
    "need_initiatives": ("งานที่เปิดอยู่", "Open initiatives"),
    "column_need": ("ต้องมี", "Needed"),
    "column_at_least": ("อย่างน้อย", "At least"),
    "column_met": ("ผล", "Met?"),
    "met_yes": ("ครบ", "yes"),
    "met_no": ("ไม่ครบ", "no"),
    "published_yes": ("{name}: เผยแพร่", "{name}: published"),
    "published_no": ("{name}: ข้อมูลไม่พอคำนวณ", "{name}: insufficient data"),
    "section_states": ("ไม่มีบันทึก ไม่ใช่ศูนย์", "No record is not zero"),
    "states_rule": (
        "ทุกพื้นที่มีสถานะกำกับ D: “ยังไม่มีบันทึก” เมื่อไม่มีช่องใดมีงานเปิดอยู่ (แรเงา ไม่แสดงเลข) “หน่วยงานเดียว” เมื่อทุกช่องเป็นของหน่วยงานเดียว (เส้นประจุด) และ “วัดได้” เมื่อมีตั้งแต่สองหน่วยงาน",
        "Every area's D has a state: “no record” where no cell is occupied (hatched, no number), “single agency” where one agency is in all its cells (dotted outline), “measured” with two or more.",
    ),
    "states_here": (
        "{name}: {agencies} หน่วยงานใน {cells} ช่อง จึงเป็น “{state}”",
        "{name}: {agencies} agencies in {cells} cells, so “{state}”",
    ),
    "states_count": (
        "ณ วันนี้ใน {total} ตำบล: {counts}",
        "On this day, of {total} tambon: {counts}",
    ),
    "section_limits": ("เส้นแบ่งสีที่ใช้อยู่", "Class limits in force"),
    "limits_fixed": (
        "ชั้นของ D คงที่ตลอดเวลา: 0 แล้วไม่เกิน {breaks} และมากกว่านั้น บนแผนที่สองมิติ D แบ่งที่ {bivariate}",
        "The classes of D are fixed over time: 0, then up to {breaks}, and more. On the two-way map D breaks at {bivariate}.",
    ),
    "limits_class": (
        "D ของ {name} คือ {d} จึงอยู่ในชั้นที่ {at} จาก {classes}",
        "D of {name} is {d}: class {at} of {classes}",
    ),
    "limits_rule": (
        "เส้นแบ่งของ I มาจากควอนไทล์ของตำบลในจังหวัดเอง ปัดเป็นจำนวนเต็ม กำหนดครั้งเดียวแล้วคงที่จนกว่าจะมีผู้ตั้งใหม่ เพื่อให้สีเทียบกันข้ามเวลาได้",
        "The limits of I are the quantiles of the province's own tambon, rounded to whole numbers, set once and fixed until someone resets them, so that colours compare over time.",
    ),
    "limits_used": ("ใช้อยู่", "In force"),
    "limits_from": ("ที่มา", "From"),
    "limits_today": ("ควอนไทล์ ณ วันที่เลือก", "Quantiles on the chosen day"),
    "limits_set": ("กำหนดจากจังหวัดเมื่อ {day}", "from the province, fixed on {day}"),
    "limits_imported": ("ตั้งไว้ในทะเบียน", "set in the register"),
    "limits_default": ("ค่าเริ่มต้น จังหวัดยังไม่มีของตนเอง", "the defaults; the province has none of its own yet"),
    "limits_few": ("เผยแพร่ไม่ถึง {n} ตำบล ยังไม่กำหนด", "fewer than {n} tambon published: none set"),
    "limits_two": ("แผนที่ซ้ำซ้อน × บูรณาการ (สามชั้น)", "Two-way map (three classes)"),
    "limits_one": ("แผนที่บูรณาการ (ห้าชั้น)", "Integration map (five classes)"),
    "section_strip": ("งานทั้งอำเภอหรือจังหวัด", "Work of a whole amphoe or province"),
    "strip_rule": (
        "งานที่ระบุเพียงอำเภอหรือจังหวัดไม่ถูกระบายลงตำบลใด และไม่อยู่ในช่องใด เพราะไม่มีใครทราบว่าอยู่หมู่บ้านไหน งานเหล่านี้แสดงเป็นรายการข้างแผนที่",
        "Work that names only an amphoe or the province is painted on no tambon and is in no cell, since nobody knows which villages it reaches. It stands in a list beside the map.",
    ),
    "strip_count": (
        "ณ วันนี้มี {n} จาก {total} งานที่เปิดอยู่",
        "On this day that is {n} of {total} open initiatives.",
    ),
    "section_filters": ("ตัวกรองเปลี่ยนอะไร", "What filters change"),
    "filters_rule": (
        "ตัวกรองเรื่องจำกัดผลรวมทั้งหมดให้เหลือเฉพาะเรื่องนั้น คะแนนจึงเปลี่ยน ตัวกรองหน่วยงานและตัวกรองอื่นเลือกเพียงสิ่งที่แสดง คะแนนไม่เปลี่ยน เพราะคะแนนเป็นของพื้นที่ ไม่ใช่ของหน่วยงาน",
        "A filter by theme restricts all sums to that theme, so scores change. Filters by agency and all others choose only what is shown and never change a score: scores belong to areas, not to agencies.",
    ),
    "filters_theme": ("หน้านี้กำลังคิดเฉพาะเรื่อง {theme}", "This page now counts {theme} only."),
    "filters_none": ("หน้านี้กำลังคิดทุกเรื่อง", "This page now counts all themes."),
    "note_bivariate": (
        "สองคำถามบนแผนที่เดียว: ซ้ำแค่ไหน และทำงานเป็นหนึ่งเดียวแค่ไหน ไม่รวมเป็นคะแนนเดียว",
        "Two questions on one map, never one score: how much repeats, and how far work is done as one.",
    ),
    "note_duplication": (
        "หน้างานซ้ำที่ยังไม่ประสาน เฉลี่ยต่อหมู่บ้าน (D)",
        "Surplus fronts, repeated and uncoordinated, per village (D).",
    ),
    "note_share": ("ส่วนของหน้างานที่เปิดอยู่ที่เป็นหน้างานซ้ำ (R)", "Share of open fronts that are surplus (R)."),
    "note_integration": (
        "ดัชนี 0-100 จากหกองค์ประกอบ (I)",
        "Index of six components, 0-100 (I).",
    ),
    "note_agencies": (
        "จำนวนหน่วยงานเจ้าภาพหรือลงมือในช่องของพื้นที่",
        "Agencies accountable or implementing in the area's cells.",
    ),
    "note_themes": (
        "จำนวนเรื่องย่อยที่มีงานเปิดอยู่ในพื้นที่",
        "Distinct themes with open work in the area.",
    ),
    "note_people": (
        "ประชากรตามทะเบียน ÷ จำนวนงานที่เปิดอยู่ในพื้นที่",
        "Registered population ÷ open initiatives of the area.",
    ),
    "note_initiatives": (
        "จำนวนงานที่เปิดอยู่ในหมู่บ้านหรือตำบลของพื้นที่",
        "Open initiatives in a village or tambon of the area.",
    ),
    "section_likeness": ("ความคล้ายของข้อความ", "Likeness of texts"),
    "likeness_note": (
        "ส่องกล้องและก่อนเปิดหน้างานใหม่บอกว่าข้อความคล้ายกันเท่าไร จาก 0 ถึง 100 ใช้ช่วยค้นเท่านั้น ไม่มีผลต่อดัชนีใด",
        "Binoculars and the page before a new front say how alike texts are, 0 to 100. It only suggests; no index depends on it.",
    ),
    "likeness_texts": (
        "ข้อความของงานคือชื่อต่อด้วยรายละเอียด เทียบกับชื่อหน้าที่แต่ละอย่างของหน่วยงานและชื่องานของหน่วยงาน {most} งานที่เริ่มหลังสุด หรือกับชื่อและรายละเอียดของร่าง ทีละข้อความ",
        "The text of work is its title followed by its description. It is compared with each name of the agency's functions and each title of its own work, the {most} latest started, or with title and description of a draft, one text at a time.",
    ),
    "likeness_plain": (
        "ก่อนเทียบ: ตัดอักขระที่มองไม่เห็นและคำว่า {mark} ใช้ ำ แบบเดียว (Unicode NFC) ตัวละตินเป็นตัวเล็ก ช่องว่างติดกันเหลือหนึ่ง แล้วเติมช่องว่างหน้าและหลังอย่างละหนึ่ง",
        "Before that: invisible characters and {mark} are taken out, ำ is spelt in one way (Unicode NFC), Latin letters become small, blanks in a row become one, and one blank is put before and after.",
    ),
    "likeness_runs": (
        "ตัดข้อความเป็นทุกช่วง {run} อักขระที่ติดกัน (สระและวรรณยุกต์นับเป็นอักขระ) แล้วนับว่าแต่ละช่วงมีกี่ครั้ง ช่วงจำแนกด้วยเลข 18 บิต ช่วงต่างกันจึงอาจนับรวมกันได้บ้าง",
        "A text is cut into all its runs of {run} characters (vowels and tone marks are characters too), and how often each occurs is counted. Runs are told apart by 18 bits, so that different ones now and then count as one.",
    ),
    "likeness_weights": (
        "น้ำหนักของช่วง = ln((1 + งานทั้งหมดในทะเบียน {n}) ÷ (1 + งานที่มีช่วงนั้น)) ค่าของช่วง = จำนวนครั้ง × น้ำหนัก",
        "Weight of a run = ln((1 + all work on record, {n}) ÷ (1 + work that has the run)); value of a run = times it occurs × weight.",
    ),
    "likeness_cosine": (
        "คล้าย = 100 × ผลรวมของผลคูณค่าของช่วงที่มีทั้งสองข้อความ ÷ √(ผลรวมกำลังสองของค่าในข้อความหนึ่ง × ผลรวมกำลังสองในอีกข้อความ) คือโคไซน์ × 100",
        "Likeness = 100 × the sum of the products of the values of runs in both texts ÷ √(sum of the squared values of the one × that of the other): cosine × 100.",
    ),
    "likeness_best": (
        "ใช้ค่าของข้อความที่คล้ายที่สุด ส่วน “ข้อความ” ของคะแนน = คล้าย ÷ {full} × 100 ไม่เกิน 100 งานที่ไม่มีเรื่องร่วมกันแสดงเมื่อคล้ายตั้งแต่ {least}",
        "The most alike of the texts counts. The part “words” of a match = likeness ÷ {full} × 100, at most 100. Work without a theme in common is listed from a likeness of {least} on.",
    ),
    "likeness_example": (
        "ตัวอย่าง: ถ้าทั้งทะเบียนมีสามข้อความ {texts} แล้วเทียบข้อความแรกกับ “{wanted}”: มีร่วมกัน 5 ช่วง ข้อความแรกมี 12 ช่วง น้ำหนักช่วงละ ln(4 ÷ 2) = 0.693 "
        "ส่วน “{wanted}” มี 6 ช่วง ช่วงที่หก (“ฝาย” กับช่องว่าง) ไม่มีในงานใด จึงหนัก ln(4 ÷ 1) = 1.386",
        "Example: if three texts were all there is, {texts}, and the first is compared with “{wanted}”: 5 runs are in both. The first has 12 runs of weight ln(4 ÷ 2) = 0.693; "
        "“{wanted}” has 6, the sixth of which (“ฝาย” and a blank) is in no work and weighs ln(4 ÷ 1) = 1.386.",
    ),
    "likeness_worked": (
        "คล้าย = 100 × 5 × 0.693^2 ÷ ((12 × 0.693^2) × (5 × 0.693^2 + 1.386^2))^0.5 = {like}",
        "Likeness = 100 × 5 × 0.693^2 ÷ ((12 × 0.693^2) × (5 × 0.693^2 + 1.386^2))^0.5 = {like}",
    ),
}
