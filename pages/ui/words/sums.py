"""How the numbers of one area come about, Thai and English side by side. This module is read by ui.words."""

SAID: dict[str, tuple[str, str]] = {
    "sums_title": ("ตัวเลขเหล่านี้คำนวณอย่างไร", "How are these figures computed?"),
    "sums_duplication": (
        "ความซ้ำซ้อน: ผลรวมหน้างานซ้ำ {surplus} ÷ {villages} หมู่บ้าน = {d} ถ้านับเฉพาะงานที่ระบุหมู่บ้านเอง {low_sum} ÷ {villages} = {low}",
        "Duplication: surplus fronts {surplus} ÷ {villages} villages = {d}. Counting only work that names the village itself: {low_sum} ÷ {villages} = {low}",
    ),
    "sums_share": (
        "ส่วนที่ซ้ำ: หน้างานเปิดอยู่ {fronts} = {cells} ช่อง (หมู่บ้าน × เรื่อง) + ที่ซ้ำ {surplus} ดังนั้น {surplus} ÷ {fronts} = {share}",
        "Share surplus: {fronts} open fronts = {cells} cells (village × theme) + {surplus} surplus; so {surplus} ÷ {fronts} = {share}",
    ),
    "sums_none": (
        "ยังไม่มีบันทึกงานที่เปิดอยู่และระบุพื้นที่ จึงไม่มีตัวเลขให้คำนวณ (ไม่ใช่ศูนย์)",
        "No open work with a place is on record, so there is nothing to compute (which is not zero)",
    ),
    "sums_recorded": (
        "มีบันทึก {n} จาก {villages} หมู่บ้าน งานที่ดำเนินอยู่ {initiatives} งาน โดย {agencies} หน่วยงาน",
        "On record: {n} of {villages} villages, {initiatives} open initiatives by {agencies} agencies",
    ),
    "sums_integration": (
        "บูรณาการ: แต่ละองค์ประกอบ p = (ทำแล้ว + 4 × อัตราของจังหวัด) ÷ (มีโอกาส + 4)",
        "Integration: each component p = (did + 4 × the province's rate) ÷ (could + 4)",
    ),
    "sums_index": (
        "ดัชนี = 100 × รากที่ {k} ของ ({product}) = {index}",
        "Index = 100 × root {k} of ({product}) = {index}",
    ),
    "sums_insufficient": (
        "ยังไม่เผยแพร่ดัชนี: วัดได้ {k} องค์ประกอบ (ต้อง 3) หน่วยงาน {agencies} (ต้อง 2) งานที่ดำเนินอยู่ {initiatives} (ต้อง 3)",
        "Index not published: {k} components measurable (3 needed), {agencies} agencies (2 needed), {initiatives} open initiatives (3 needed)",
    ),
    "column_of_index": ("องค์ประกอบ", "Component"),
    "column_did": ("ทำแล้ว", "Did"),
    "column_could": ("มีโอกาส", "Could"),
    "column_rate": ("อัตราของจังหวัด", "Province's rate"),
    "column_p": ("p", "p"),
    "p_worked": ("({x} + 4 × {rate}) ÷ ({n} + 4) = {p}", "({x} + 4 × {rate}) ÷ ({n} + 4) = {p}"),
    "p_outside": ("ไม่ใช้: {why}", "not used: {why}"),
}
