"""A draft's folder as a taxonomy package (Taxonomy Packages 1.0), and the settings it is checked by."""

from __future__ import annotations

from validator.discovery.draft import NAMESPACE
from validator.model.xhtml import escaped

SETTINGS = """# One report in four syntaxes: a search takes the first, and any of them can be named.
exclude = ["report.xbrl", "report.xhtml", "report-csv*"]
"""
CATALOG = f"""<?xml version="1.0" encoding="UTF-8"?>
<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <rewriteURI uriStartString="{NAMESPACE}/" rewritePrefix="../"/>
</catalog>
"""
PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<tp:taxonomyPackage xmlns:tp="http://xbrl.org/2016/taxonomy-package" xml:lang="en">
  <tp:identifier>{space}/package</tp:identifier>
  <tp:name>The figures of {source}</tp:name>
  <tp:version>1</tp:version>
  <tp:entryPoints>
    <tp:entryPoint>
      <tp:name>Draft</tp:name>
      <tp:entryPointDocument href="{space}/draft.xsd"/>
    </tp:entryPoint>
  </tp:entryPoints>
</tp:taxonomyPackage>
"""


def package(source: str) -> dict[str, str]:
    """Return the files, by name, that make a folder a package of the taxonomy of a document's figures."""
    return {
        "META-INF/taxonomyPackage.xml": PACKAGE.format(space=NAMESPACE, source=escaped(source)),
        "META-INF/catalog.xml": CATALOG,
        "tieout.toml": SETTINGS,
    }
