"""What each kind of problem in a file says to its owner. This module is the bilingual list of problem codes."""

from collections.abc import Mapping
from types import MappingProxyType

from data.schema.labels import Label

PROBLEMS: Mapping[str, Label] = MappingProxyType(
    {
        "empty_file": Label("ไฟล์ว่าง ไม่มีแม้หัวตาราง", "the file is empty: it has not even a heading"),
        "missing_file": Label("ไม่มีไฟล์ที่ต้องมี", "a file that is needed is missing"),
        "unknown_file": Label("ไม่รู้จักตารางชื่อนี้", "no table of this name is known"),
        "duplicate_file": Label("มีตารางชื่อนี้มากกว่าหนึ่ง", "more than one table has this name"),
        "bad_encoding": Label("อ่านตัวอักษรในไฟล์ไม่ได้", "the characters of the file cannot be read"),
        "truncated_file": Label("ไฟล์ขาดกลางทาง", "the file breaks off in the middle"),
        "broken_quotes": Label(
            "เครื่องหมายคำพูดไม่ครบคู่ ไฟล์อาจขาดกลางทาง", "a quotation mark is not closed: the file may break off"
        ),
        "null_bytes": Label("มีอักขระ NUL ในไฟล์", "the file holds NUL characters"),
        "too_many_columns": Label("คอลัมน์มากเกินไป", "too many columns"),
        "too_many_rows": Label("แถวมากเกินไป", "too many rows"),
        "cell_too_long": Label("ข้อความในช่องยาวเกินไป", "the text in this cell is too long"),
        "ragged_row": Label("จำนวนช่องในแถวไม่เท่าหัวตาราง", "the row has not as many cells as the heading"),
        "duplicate_column": Label("หัวคอลัมน์ซ้ำ", "two columns have this heading"),
        "unknown_column": Label("ไม่รู้จักคอลัมน์นี้", "no column of this name is known"),
        "column_passed_over": Label("ไม่รู้จักคอลัมน์นี้ จึงไม่อ่าน", "no column of this name is known: it is passed over"),
        "column_of_areas": Label(
            "คอลัมน์นี้มีรหัสพื้นที่ จึงอ่านเป็น areas", "this column holds codes of areas and is read as areas"
        ),
        "missing_column": Label("ไม่มีคอลัมน์ที่ต้องมี", "a column that is needed is missing"),
        "missing_value": Label("ช่องนี้ต้องมีค่า", "this cell must not be blank"),
        "bad_code": Label("รหัสมีอักขระที่ใช้ไม่ได้", "the code holds characters that codes cannot have"),
        "control_character": Label("มีอักขระควบคุมที่มองไม่เห็น", "the text holds invisible control characters"),
        "private_number": Label(
            "มีเลขประจำตัวประชาชนหรือเบอร์มือถือของบุคคล ลบออกก่อน",
            "a citizen number or the mobile phone of a person stands here: take it out",
        ),
        "private_name": Label(
            "มีชื่อและนามสกุลของบุคคล ลบออกก่อน ใช้ตำแหน่งหรือชื่อหน่วยงานแทนได้",
            "the name of a person stands here: take it out, an office or an agency may stand instead",
        ),
        "private_contact": Label(
            "มีไอดีไลน์หรืออีเมลส่วนตัวของบุคคล ลบออกก่อน",
            "the LINE id or private e-mail address of a person stands here: take it out",
        ),
        "unknown_value": Label("ไม่ใช่ค่าที่กำหนดไว้", "this is not one of the values allowed"),
        "bad_number": Label("ไม่ใช่ตัวเลข", "this is not a number"),
        "bad_integer": Label("ต้องเป็นจำนวนเต็ม", "this must be a whole number"),
        "out_of_range": Label("ค่าอยู่นอกช่วงที่เป็นไปได้", "the value is outside its possible range"),
        "bad_boolean": Label("ต้องเป็นใช่หรือไม่ใช่", "this must be true or false"),
        "bad_url": Label("ที่อยู่เว็บชนิดนี้ใช้ไม่ได้", "a web address of this kind cannot be used"),
        "bad_date": Label("อ่านเป็นวันที่ไม่ได้", "this cannot be read as a date"),
        "impossible_date": Label("ไม่มีวันนี้ในปฏิทิน", "there is no such day"),
        "ambiguous_date": Label("วันที่อ่านได้หลายอย่าง", "this date can be read in several ways"),
        "fiscal_year": Label(
            "ปีงบประมาณไม่ใช่ปีปฏิทิน เริ่ม 1 ตุลาคมของปีก่อนหน้า",
            "the year of a budget is no calendar year: it begins on 1 October of the year before",
        ),
        "date_read_as": Label(
            "วันที่อ่านได้หลายอย่าง ได้อ่านเป็นค่านี้", "this date can be read in several ways and was read as this"
        ),
        "end_before_start": Label("วันสิ้นสุดอยู่ก่อนวันเริ่ม", "the end is before the start"),
        "half_point": Label("ต้องมีทั้งลองจิจูดและละติจูด หรือไม่มีทั้งคู่", "longitude and latitude must be given both or neither"),
        "duplicate_key": Label("ระเบียนซ้ำในไฟล์เดียวกัน", "the same record stands twice in the file"),
        "repeated_row": Label("แถวซ้ำทุกช่อง นับครั้งเดียว", "the same row stands above in every cell: counted once"),
        "invented_records": Label(
            "ระเบียนสมมติ ปนกับระเบียนจริงไม่ได้", "these records are invented and may not stand among real ones"
        ),
        "self_tie": Label("โยงโครงการเข้ากับตัวเองไม่ได้", "an initiative cannot be tied to itself"),
        "unknown_area": Label("ไม่รู้จักรหัสพื้นที่นี้", "no area has this code"),
        "unknown_theme": Label("ไม่รู้จักรหัสประเด็นงานนี้", "no theme has this code"),
        "unknown_agency": Label("ไม่รู้จักรหัสหน่วยงานนี้", "no agency has this id"),
        "unknown_proposal": Label("ไม่รู้จักรหัสข้อเสนอนี้", "no proposal has this id"),
        "unknown_initiative": Label("ไม่รู้จักรหัสโครงการนี้", "no initiative has this id"),
        "unknown_record": Label("ไม่มีระเบียนนี้", "there is no such record"),
        "wrong_level": Label("ระดับไม่ตรงกับรหัสทางการ", "the level is not that of the official code"),
        "wrong_parent": Label("พื้นที่แม่ไม่อยู่เหนือขึ้นไปหนึ่งระดับ", "the parent is not one level above"),
        "missing_level": Label("รหัสที่ไม่ใช่รหัสทางการต้องบอกระดับ", "a code that is not official needs its level"),
        "missing_parent": Label("รหัสที่ไม่ใช่รหัสทางการต้องบอกพื้นที่แม่", "a code that is not official needs its parent"),
        "missing_area": Label("ไม่มีแนวเขตของพื้นที่นี้", "this area has no outline in the file"),
        "not_polygon": Label("ไม่ใช่รูปพื้นที่", "this is no polygon"),
        "points": Label(
            "จุดเป็นแนวเขตของระดับนี้ไม่ได้ รับจุดเฉพาะของหมู่บ้าน",
            "points are no outlines of this level: only villages may be points",
        ),
        "not_point": Label("ไม่ใช่จุดเดียว", "this is not a single point"),
        "away": Label("อยู่นอกแนวเขตทางการของตำบลตนเอง", "this lies outside the official outline of its tambon"),
        "invalid_geometry": Label("รูปพื้นที่ผิด ตัดกับตัวเอง", "the outline is invalid"),
        "overlap": Label("แนวเขตทับกัน", "two outlines overlap"),
        "gap": Label("มีช่องว่างระหว่างแนวเขต", "there is a gap between outlines"),
        "elsewhere": Label("แนวเขตอยู่ไกลจากพื้นที่ของรหัสนี้", "the outline lies far from the area of this code"),
        "unknown_crs": Label("ไม่ทราบระบบพิกัด", "the coordinate system is not known"),
        "located": Label("พื้นที่นี้ได้จากพิกัดที่อยู่ในแนวเขตทางการ", "the area in whose official outline the point lies"),
        "new_theme": Label(
            "ไม่มีประเด็นงานเดียวที่ตรงกับรหัสนี้ จึงเพิ่มประเด็นงานใหม่", "no one theme bears this code: a new theme is added"
        ),
        "other_currency": Label("งบประมาณเป็นสกุลเงินอื่น จึงไม่เก็บ", "the budget is in another currency and is left out"),
        "several_points": Label(
            "มีหลายพิกัด จึงไม่เก็บเป็นจุดเดียว", "there are several points: none is kept as the one of the initiative"
        ),
        "rough_point": Label("พิกัดนี้เป็นเพียงโดยประมาณ", "this point is only approximate"),
        "not_yours": Label(
            "เป็นของหน่วยงานอื่น ขอให้หน่วยงานเจ้าของหรือสำนักงานนำเข้า",
            "this belongs to another agency: ask it or the office to bring it in",
        ),
        "real_agency": Label(
            "หน่วยงานนี้มีอยู่จริง ผูกกับงานสมมติไม่ได้ เลือกหน่วยงานที่ชื่อลงท้ายว่า (สมมติ)",
            "this agency is real, and no invented work may be ascribed to it: choose one that is invented",
        ),
        "point_outside": Label(
            "จุดอยู่นอกแนวเขตทางการของพื้นที่ที่ระบุ", "the point lies outside the official outline of the areas named"
        ),
        "new_agency": Label("ยังไม่มีหน่วยงานชื่อนี้ จึงเพิ่มเป็นหน่วยงานใหม่", "no agency has this name: a new one is added"),
        "read_as": Label("อ่านเป็นระเบียนนี้", "this was taken for this record"),
        "unplaced": Label(
            "ไม่มีรหัสพื้นที่ เก็บไว้ในรายการที่ยังไม่ทราบที่", "no code of an area: kept among those without a known place"
        ),
        "sum_row": Label("แถวรวมยอด ไม่ใช่ระเบียน จึงไม่อ่าน", "this row adds up others and is no record: not read"),
        "differing_rows": Label(
            "แถวนี้เป็นระเบียนเดียวกับแถวก่อน แต่ค่าไม่ตรงกัน",
            "this row is of the same record as one above, but says something else",
        ),
        "column_read_as": Label("อ่านคอลัมน์นี้เป็น", "this column was read as"),
        "too_deep": Label("ประเด็นงานมีได้สองชั้น", "themes have at most two levels"),
    }
)
"""What each problem code says, Thai and English."""
