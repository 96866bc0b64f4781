"""Stands in for a pager: prints each alert that comes to /page or /ticket, a line each."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer


class Pager(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        for alert in json.loads(body)["alerts"]:
            texts = alert["annotations"]
            print(f"{self.path} {alert['status']}: {texts['summary']}\n  {texts['description']}")
        self.send_response(200)
        self.end_headers()

    def log_message(self, *arguments):
        pass


HTTPServer(("", 8080), Pager).serve_forever()
