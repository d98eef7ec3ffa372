"""Names of sheets and files that stand beside the records and hold none. This module keeps readers off them."""

from data.schema.invented import NOTICE

GUIDE = "วิธีกรอก"
"""How the template is filled in."""
EXAMPLES = "ตัวอย่าง"
"""Invented records that show how the template is filled in."""
LISTS = "รายการ"
"""The values that cells of the template offer."""

NAMED = " · "
"""Stands between a code and the name of what it means where the template offers both; readers take the code."""

PROBLEM_LIST = "ปัญหา"
"""What is wrong with a workbook, as a list."""
PROBLEM_HEADING = "ปัญหา | problem"
"""Heading of the column that says what is wrong with each row; readers leave the column out."""

BESIDE = (NOTICE, GUIDE, EXAMPLES, LISTS, PROBLEM_LIST)
"""All of them; readers pass over these without a word."""
