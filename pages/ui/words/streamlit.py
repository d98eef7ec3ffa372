"""Streamlit's own few words, English and Thai side by side. This module names what stands around our pages."""

from types import MappingProxyType

OWN: MappingProxyType[str, str] = MappingProxyType(
    {
        "Skip to main content": "ข้ามไปที่เนื้อหา",
        "Stop": "หยุด",
        "Sidebar": "แถบข้าง",
        "App pages": "หน้าต่าง ๆ",
        "Collapse sidebar": "ซ่อนแถบข้าง",
        "Expand sidebar": "เปิดแถบข้าง",
        "Choose an option": "เลือก",
        "Open": "เปิดรายการ",
        "Clear value": "ล้างค่า",
        "No results": "ไม่พบ",
        "Show/hide columns": "เลือกคอลัมน์",
        "Download as CSV": "ดาวน์โหลดเป็น CSV",
        "Search": "ค้นหาในตาราง",
        "Fullscreen": "เต็มจอ",
        "Close fullscreen": "ออกจากเต็มจอ",
        "Scroll tabs left": "เลื่อนแท็บไปทางซ้าย",
        "Scroll tabs right": "เลื่อนแท็บไปทางขวา",
        "Upload": "เลือกไฟล์",
        "Add files": "เพิ่มไฟล์",
        "Drag and drop files here": "วางไฟล์ที่นี่",
        "Clear all": "ล้างทั้งหมด",
        "Selected values": "ที่เลือกไว้",
        "Page not found": "ไม่พบหน้านี้",
        "The page that you have requested does not seem to exist. Running the app's main page.": (
            "ไม่มีหน้าตามที่อยู่นี้ เปิดหน้าจังหวัดให้แทน"
        ),
        "Help for ": "คำอธิบายของ ",
        "Remove ": "เอาออก ",
    }
)
"""What Streamlit says in English, and the same in Thai; the page's own script says it (ui/page/page.js). A word that ends in a blank goes on."""
