from data.schema import TABLES
from data.schema.headings import TABLE_LABELS, column_label


def test_every_table_and_column_has_a_name_in_thai_and_english():
    for table in TABLES.values():
        assert all(TABLE_LABELS[table.name])
        for column in table.names:
            thai, english = column_label(table.name, column)
            assert any("\u0e00" <= letter <= "\u0e7f" for letter in thai), (table.name, column)
            assert english.isascii()
            assert english != column


def test_no_two_columns_of_a_table_have_the_same_name():
    for table in TABLES.values():
        names = [column_label(table.name, column).thai for column in table.names]
        assert len(set(names)) == len(names), table.name
