"""Small inline documents for tests."""

from __future__ import annotations

from validator.readers.inline import document_set

CONTEXT = """<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="http://example.com">A</xbrli:identifier></xbrli:entity>
<xbrli:period><xbrli:instant>2023-09-30</xbrli:instant></xbrli:period></xbrli:context>"""
UNIT = '<xbrli:unit id="u"><xbrli:measure>iso4217:CNY</xbrli:measure></xbrli:unit>'
NAMESPACES = """xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:t="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:e="http://example.com/taxonomy"
 xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance\""""


def document(body, head="", resources="", header="", bare=False):
    """An inline document; a bare one has an empty header, for a further file of a set."""
    inside = f"""<ix:references><link:schemaRef xlink:type="simple" xlink:href="e.xsd"/></ix:references>{header}
<ix:resources>{CONTEXT}{UNIT}{resources}</ix:resources>"""
    return f"""<html {NAMESPACES}><head><title>t</title>{head}</head><body>
<div style="display:none"><ix:header>{"" if bare else inside}</ix:header></div>
{body}
</body></html>""".encode()


def fact(printed, attributes=""):
    """An ix:nonFraction; an attribute given replaces the usual one."""
    usual = {"name": "e:Cash", "contextRef": "c", "unitRef": "u", "decimals": "0"}
    kept = " ".join(f'{k}="{v}"' for k, v in usual.items() if f"{k}=" not in attributes)
    return f"<ix:nonFraction {kept} {attributes}>{printed}</ix:nonFraction>"


def read(data):
    """The report of one file."""
    return document_set.read("r.html", data, None)
