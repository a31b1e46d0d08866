"""Reads a mail with Python's own library, as an independent reader does: python3 read_mail.py FILE FOLDER. Prints JSON; writes the parts to the folder."""
import email
import email.policy
import json
import os
import sys

with open(sys.argv[1], "rb") as file:
    raw = file.read()
message = email.message_from_bytes(raw, policy=email.policy.default)
parts = list(message.walk())
files = []
for part in message.iter_attachments():
    name = os.path.basename(part.get_filename())
    with open(os.path.join(sys.argv[2], name), "wb") as file:
        file.write(part.get_payload(decode=True))
    files.append({"name": name, "type": part.get_content_type()})
html = message.get_body(("html",)).get_content()
with open(os.path.join(sys.argv[2], "mail.html"), "w", encoding="utf-8") as file:
    file.write(html)
print(json.dumps({
    "headers": [[name, str(value)] for name, value in message.items()],
    "structure": [part.get_content_type() for part in parts],
    "defects": [str(defect) for part in parts for defect in part.defects],
    "text": message.get_body(("plain",)).get_content(),
    "html": html,
    "files": files,
    "longest_line": max(len(line) for line in raw.split(b"\r\n")),
    "bare_line_ends": raw.replace(b"\r\n", b"").count(b"\n") + raw.replace(b"\r\n", b"").count(b"\r"),
}))
