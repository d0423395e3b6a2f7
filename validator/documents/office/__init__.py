"""What office programs write: text documents, workbooks, tables as text; read as they are shown, never computed."""
