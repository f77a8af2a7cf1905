"""The one gate for foreign files: judged by their content, kept under generated names (F6, F7).

`gate.admit` judges, `storage` keeps, `uploads` limits what a request may bring. Nothing foreign is ever
opened in a process that answers requests: `sandbox` does it in a child with limits. Whoever wants more of a
file than a judgement (a workbook's cells) adds a task to `child`.
"""
