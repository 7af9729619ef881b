"""Maps and charts drawn without a browser, for paper and slides."""

from geo.extras import need

need(__name__, "files")
