"""The course as a static site: JupyterLite with Python in the browser, nothing to install and no account.

`pyodide` brings Python for the browser, `packages` what Python needs there, `lite` the notebooks around it,
`landing` the page in front of them.
"""
