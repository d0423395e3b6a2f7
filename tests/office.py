"""Documents of a report's words and tables, written as a word processor, a spreadsheet program or a printer would."""

import io

from validator.documents.document import Block, Document, Table


def grid(table: Table) -> list[list[str]]:
    """A table's texts, blanks in."""
    rows = [["" for _ in range(table.columns)] for _ in table.rows]
    for at, row in enumerate(table.rows):
        for cell in row:
            rows[at][cell.column] = cell.text.plain
    return rows


def said(block: Block) -> str:
    """A block's text, with a bullet where it is an item."""
    return f"\u2022 {block.text.plain}" if block.kind == "item" else block.text.plain


def word(document: Document) -> bytes:
    """The bytes of a .docx file."""
    import docx

    made = docx.Document()
    for part in document.parts:
        if isinstance(part, Block):
            if part.kind == "heading":
                made.add_heading(part.text.plain, min(part.level or 1, 6))
            else:
                made.add_paragraph(part.text.plain, style="List Bullet" if part.kind == "item" else None)
            continue
        texts = grid(part)
        table = made.add_table(len(texts), part.columns)
        for row, cells in zip(table.rows, texts, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                if text:
                    cell.text = text
    return saved(made)


def workbook(document: Document) -> bytes:
    """The bytes of an .xlsx file, everything as text below each other on one sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for part in document.parts:
        if isinstance(part, Block):
            sheet.append([said(part)])
            if part.kind == "heading":
                sheet.cell(sheet.max_row, 1).font = openpyxl.styles.Font(bold=True)
            continue
        for texts in grid(part):
            sheet.append([text or None for text in texts])
        sheet.append([])
        sheet.cell(sheet.max_row + 1, 1)
    return saved(book)


def printed(document: Document) -> bytes:
    """The bytes of a PDF: wrapped paragraphs, tables with figures at the right of their columns."""
    import fpdf

    made = fpdf.FPDF(orientation="landscape")
    made.set_auto_page_break(auto=True, margin=12)
    made.add_page()
    made.set_font("Helvetica", size=7)
    for part in document.parts:
        if isinstance(part, Block):
            made.multi_cell(0, 4, latin(said(part)), new_x="LMARGIN", new_y="NEXT")
            made.ln(3)
            continue
        rest = (made.epw - 90) / max(part.columns - 1, 1)
        for texts in grid(part):
            lines = [wrapped(made, latin(text), rest - 4) for text in texts[1:]]
            for at in range(max([1, *map(len, lines)])):
                made.cell(90, 4, latin(texts[0]) if at == 0 else "")
                for line in lines:
                    made.cell(rest, 4, line[at] if at < len(line) else "", align="R")
                made.ln(4)
        made.ln(3)
    return bytes(made.output())


def wrapped(made: object, text: str, width: float) -> list[str]:
    """A text in lines no wider than that."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and made.get_string_width(longer) > width:  # type: ignore[attr-defined]
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def latin(text: str) -> str:
    """A text in the letters that every PDF has."""
    dashes = str.maketrans("\u2013\u2014\u2018\u2019\u201c\u201d\u2022", "--''\"\"-")
    return text.translate(dashes).encode("latin-1", "replace").decode("latin-1")


def saved(made: object) -> bytes:
    """What a document writes when it is saved."""
    into = io.BytesIO()
    made.save(into)  # type: ignore[attr-defined]
    return into.getvalue()
