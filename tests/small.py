"""The least file set without a fault: an amphoe, two tambon, two initiatives. This module is text only."""

SMALL = {
    "areas": "code,name_th\n80,นครศรีธรรมราช\n8006,ลานสกา\n800601,ท่าดี\n800602,ลานสกา\n"
    "80060101,บ้านวังไทร\n80060102,บ้านใหม่\n",
    "themes": "code,parent,name_th\nW,,น้ำ\nW1,W,ประปาหมู่บ้าน\nW2,W,ฝาย\n",
    "agencies": "agency_id,name_th,sector\nA1,อบต.ท่าดี,local_government\nA2,กลุ่มผู้ใช้น้ำ,community\n",
    "initiatives": (
        "initiative_id,title_th,status,start_date,themes,areas\n"
        "I1,ประปาภูเขา,implementation,2007-02-16,W1,80060101\n"
        "I2,ซ่อมฝาย,closed,2549,W2;W1,800601\n"
    ),
    "participation": "initiative_id,agency_id,role\nI1,A1,accountable\nI1,A2,implementing\nI2,A2,\n",
    "ties": "from_id,to_id,kind\nI1,I2,builds_on\n",
}
