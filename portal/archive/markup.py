"""The report of a page as HTML: paragraphs, lists and tables, word for word."""

from collections.abc import Iterable, Sequence

from django.utils.html import escape

from portal.lib.richtext import CleanHTML, clean
from visits.archive import Fact
from visits.archive.facts import Block, Bullets, Table


def report_of(blocks: Iterable[Fact[Block]]) -> CleanHTML:
    """The blocks in their order, in the only HTML that the portal's texts are made of."""
    return clean("".join(_written(fact.value) for fact in blocks))


def _written(block: Block) -> str:
    if isinstance(block, Bullets):
        return f"<ul>{_each(block.items, 'li')}</ul>"
    if isinstance(block, Table):
        return _table(block)
    return f"<p>{escape(block)}</p>"


def _table(table: Table) -> str:
    head, body = (table.rows[:1], table.rows[1:]) if table.has_head else ((), table.rows)
    columns = "".join(
        f'<tr>{"".join(f"""<th scope="col">{escape(cell)}</th>""" for cell in row)}</tr>'
        for row in head
    )
    rows = "".join(f"<tr>{_each(row, 'td')}</tr>" for row in body)
    return f"<table>{f'<thead>{columns}</thead>' if columns else ''}<tbody>{rows}</tbody></table>"


def _each(texts: Sequence[str], tag: str) -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)
