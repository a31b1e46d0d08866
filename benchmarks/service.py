"""A server of the program for benchmarks, with a folder of its own on the loopback address."""
import http.client, os, subprocess, tempfile, time, urllib.request


class Service:
    def __init__(self, program, port, engagements=0, settings={}):
        self.program, self.address = program, f"http://127.0.0.1:{port}"
        self.folder = tempfile.TemporaryDirectory()
        place = self.folder.name
        self.settings = os.environ | {
            "ASPNETCORE_ENVIRONMENT": "Development", "Warehouse__ConnectionString": f"Data Source={place}/reporting.db", "Exports__Folder": f"{place}/exports",
            "Mail__Folder": f"{place}/mail", "Mail__FilesFolder": f"{place}/mail-files", "Editions__Folder": f"{place}/editions",
            "Access__SecretsFolder": f"{place}/secrets", "Logging__LogLevel__Default": "Warning",
        } | settings
        if engagements:
            self.run("demo", "generate", "--engagements", str(engagements), "--seed", "1")
        self.process = subprocess.Popen(["dotnet", program, "serve", "--urls", self.address], env=self.settings, stdout=subprocess.DEVNULL)
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.address}/health/ready").read()
                break
            except OSError:
                time.sleep(0.1)
        self.connection = http.client.HTTPConnection("127.0.0.1", port)

    def run(self, *arguments, settings={}):
        """Runs a command of the program. Returns its seconds."""
        begun = time.monotonic()
        subprocess.run(["dotnet", self.program, *arguments], env=self.settings | settings, check=True, stdout=subprocess.DEVNULL)
        return time.monotonic() - begun

    def read(self, path):
        with urllib.request.urlopen(self.address + path, timeout=600) as answer:
            return answer.read()

    def end(self):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()
