"""What people call the columns of their files, Thai and English. This module is the word list of headings."""

from collections.abc import Mapping
from types import MappingProxyType

from data.readers.layouts import targets_of
from data.schema.headings import column_label

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "initiatives.initiative_id": "รหัสโครงการ|เลขที่โครงการ|รหัสกิจกรรม|project id|project code|"
        "activity id|activity code",
        "initiatives.title_th": "ชื่อโครงการ|ชื่อโครงการ/กิจกรรม|โครงการ/กิจกรรม|โครงการ|"
        "ชื่อกิจกรรม|กิจกรรม|ชื่องาน|ชื่อแผนงาน|แผนงาน/โครงการ|ชื่อเรื่อง|รายการ|title|project|"
        "project name|project title|name of project|activity|activity name|activity title|initiative",
        "initiatives.title_en": "ชื่อโครงการภาษาอังกฤษ|ชื่อภาษาอังกฤษ|project name english|title english",
        "description": "รายละเอียด|รายละเอียดโครงการ|คำอธิบาย|วัตถุประสงค์|ลักษณะงาน|description|"
        "details|objective|objectives",
        "initiatives.status": "สถานะ|สถานะโครงการ|สถานภาพ|สถานะการดำเนินงาน|status|project status|activity status",
        "initiatives.status_date": "ข้อมูล ณ วันที่|ณ วันที่|วันที่รายงาน|วันที่ปรับปรุงข้อมูล|"
        "status date|as of|date reported|last updated|report date",
        "start_date": "วันเริ่ม|วันที่เริ่ม|วันเริ่มต้น|วันที่เริ่มต้น|วันเริ่มโครงการ|"
        "วันที่เริ่มโครงการ|เริ่ม|เริ่มต้น|ระยะเวลาเริ่มต้น|วันเริ่มสัญญา|start|start date|"
        "date start|from date|begin",
        "end_date": "สิ้นสุด|วันสิ้นสุด|วันที่สิ้นสุด|วันสิ้นสุดโครงการ|ระยะเวลาสิ้นสุด|วันเสร็จ|"
        "วันที่แล้วเสร็จ|ถึงวันที่|end|end date|date end|finish|finish date|to date",
        "initiatives.outcome": "ผลเมื่อสิ้นสุด|outcome",
        "initiatives.direction": "ทิศทาง|ที่มาของงาน|direction",
        "themes": "ประเด็น|ประเด็นงาน|เรื่อง|ประเด็นพัฒนา|ด้าน|ยุทธศาสตร์|ประเภทโครงการ|ประเภทงาน|หมวด|"
        "สาขา|sector|cluster|theme|themes|subsector",
        "areas": "รหัสพื้นที่|area code|area codes",
        "area_code": "รหัสพื้นที่|area code",
        "initiatives.target_groups": "กลุ่มเป้าหมาย|ผู้ได้รับประโยชน์|target group|target groups|beneficiaries",
        "households": "ครัวเรือน|จำนวนครัวเรือน|ครัวเรือนเป้าหมาย|households|hh",
        "population": "ประชากร|จำนวนประชากร|population",
        "initiatives.budget_thb": "งบประมาณ|วงเงิน|วงเงินงบประมาณ|งบประมาณที่ได้รับ|จำนวนเงิน|งบ|budget|budget thb|amount",
        "source_url": "ลิงก์|ลิงค์|เว็บไซต์|ที่มาข้อมูล|แหล่งข้อมูล|url|link|source url|source",
        "longitude": "ลองจิจูด|ลองติจูด|ลองจิจูด x|พิกัด x|พิกัดx|longitude|long|lon|lng|x",
        "latitude": "ละติจูด|แลตติจูด|ละติจูด y|พิกัด y|พิกัดy|latitude|lat|y",
        "participation.accountable": "หน่วยงานรับผิดชอบ|หน่วยงานผู้รับผิดชอบ|หน่วยรับผิดชอบ|"
        "หน่วยงานเจ้าของโครงการ|เจ้าของโครงการ|เจ้าภาพ|หน่วยงานหลัก|หน่วยงาน|ชื่อหน่วยงาน|"
        "ส่วนราชการ|ผู้รับผิดชอบ|ผู้รับผิดชอบโครงการ|agency|lead agency|responsible agency|host|"
        "host agency|owner",
        "participation.implementing": "หน่วยดำเนินการ|หน่วยงานดำเนินการ|หน่วยงานที่ดำเนินการ|"
        "ผู้ดำเนินการ|หน่วยปฏิบัติ|หน่วยงานร่วม|หน่วยงานร่วมดำเนินการ|ภาคี|organisation|"
        "organization|org|implementer|implementing agency|implementing partner|partner",
        "participation.funding": "แหล่งงบประมาณ|แหล่งทุน|แหล่งเงิน|ผู้ให้ทุน|"
        "หน่วยงานสนับสนุนงบประมาณ|ผู้สนับสนุนงบประมาณ|funder|donor|funding agency|funded by",
        "participation.extending": "พี่เลี้ยง|คุณอำนวย|ผู้อำนวยความสะดวก|หน่วยงานพี่เลี้ยง|facilitator",
        "agency_id": "หน่วยงาน|ชื่อหน่วยงาน|รหัสหน่วยงาน|agency|organisation|organization",
        "agencies.name_th": "หน่วยงาน|ชื่อหน่วยงาน|ชื่อองค์กร|ชื่อ|name|agency|organisation|organization",
        "agencies.agency_id": "รหัสหน่วยงาน|รหัส|agency code",
        "agencies.short_name": "ชื่อย่อ|อักษรย่อ|acronym|abbreviation",
        "agencies.sector": "ภาคส่วน|ประเภทหน่วยงาน|sector|type",
        "agencies.office_phone": "โทรศัพท์|เบอร์โทร|เบอร์โทรศัพท์|phone|telephone",
        "agencies.office_email": "อีเมล|email|e-mail",
        "agencies.website": "เว็บไซต์|website|url",
        "assets.name_th": "ชื่อ|ชื่อกลุ่ม|ชื่อกองทุน|ชื่อทุน|ทุนเดิม|name|asset",
        "assets.kind": "ประเภท|ชนิด|kind|type",
        "assets.state": "สภาพ|สถานะ|state|status",
        "assets.since": "ตั้งแต่|ก่อตั้ง|วันก่อตั้ง|ปีที่ก่อตั้ง|since|founded",
        "areas.code": "รหัส|รหัสพื้นที่|code|pcode",
        "name_th": "ชื่อ|ชื่อไทย|ชื่อภาษาไทย|name|thai name",
        "name_en": "ชื่ออังกฤษ|ชื่อภาษาอังกฤษ|english name",
        "role": "บทบาท|role",
        "note": "หมายเหตุ|note",
        "indicator": "ตัวชี้วัด|indicator",
        "year": "ปี|พ.ศ.|ปี พ.ศ.|year",
        "value": "ค่า|จำนวน|value",
        "unit": "หน่วย|หน่วยนับ|unit",
        "extent": "ขอบเขต|extent",
        "place.code": "รหัสจังหวัด|รหัสอำเภอ|รหัสตำบล|รหัสหมู่บ้าน|pcode|adm1 code|adm2 code|"
        "adm3 code|adm4 code|adm5 code|adm1 pcode|adm2 pcode|adm3 pcode|adm4 pcode|tambon code|"
        "village code",
        "place.text": "สถานที่|สถานที่ดำเนินการ|พื้นที่ดำเนินการ|พื้นที่เป้าหมาย|พื้นที่|ที่ตั้ง|ที่อยู่|place|location|address|where",
        "place.province": "จังหวัด|จ.|province|changwat|adm1|adm1 name",
        "place.amphoe": "อำเภอ|อ.|ชื่ออำเภอ|amphoe|district|adm2|adm2 name",
        "place.tambon": "ตำบล|ต.|ชื่อตำบล|tambon|subdistrict|sub-district|adm3|adm3 name",
        "place.village": "หมู่บ้าน|ชื่อหมู่บ้าน|บ้าน|ชุมชน|village|village name|community|adm4|adm4 name",
        "place.moo": "หมู่ที่|หมู่|ม.|หมู่ที|moo|village no",
        "place.point": "พิกัด|พิกัด gps|ค่าพิกัด|gps|ตำแหน่ง|coordinates|latlon|lat lon|geopoint",
        "themes.parent": "ด้านหลัก|ยุทธศาสตร์หลัก|main sector",
    }
)


def words_of(table: str) -> dict[str, tuple[str, ...]]:
    """Return what people call each target of a file of `table`, its own name first.

    >>> words_of("initiatives")["place.moo"][:2]
    ('moo', 'หมู่ที่')
    """
    found: dict[str, tuple[str, ...]] = {}
    for target in targets_of(table):
        name = target.partition(".")[2]
        is_own = target.startswith(f"{table}.")
        own = (name, *column_label(table, name)) if is_own else (name,) if target.startswith("place.") else (target,)
        said = _WORDS.get(target) or (_WORDS.get(name, "") if is_own else "")
        found[target] = (*own, *(word for word in said.split("|") if word))
    return found
