"""Maps and charts drawn without a browser, for paper and slides."""
