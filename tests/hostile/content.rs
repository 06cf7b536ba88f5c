//! Names, links of the file system, settings and whole projects that are hostile.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Component, Path};
use std::process::Command;

use walkdir::WalkDir;

use crate::cases::payloads;
use crate::page::Page;
use crate::site::Site;

/// What lies outside the content folder, and must never be seen in a site.
const SECRET: &str = "the secret of the house";

fn codes(site: &Site) -> Vec<String> {
    let found = site.build();
    let mut codes: Vec<String> = found
        .iter()
        .map(|finding| format!("{} {}", finding.code, finding.path.as_deref().unwrap_or("").escape_debug()))
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

/// Every path of the built site, below it.
fn written(site: &Site) -> Vec<String> {
    let root = site.folder().join("site");
    let entries = WalkDir::new(&root).min_depth(1).sort_by_file_name().into_iter().map(Result::unwrap);
    entries
        .inspect(|entry| assert!(!entry.path_is_symlink(), "{}", entry.path().display()))
        .map(|entry| entry.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned())
        .collect()
}

#[test]
fn names_that_systems_refuse_are_made_safe_and_reported() {
    let site = Site::new("");
    let names = [
        "con",
        "aux.old",
        "COM1",
        "a:b",
        "what?",
        "star*",
        "a<b>",
        "pipe|",
        "quote\"",
        "end.",
        "end ",
        "x\\..\\..\\y",
        "bell\u{7}",
        "line\nend",
        "esc\u{1b}[31m",
        "c1\u{9b}m",
    ];
    for name in names {
        site.write(&format!("en/{name}.md"), "# Page\n\nText.\n");
        site.write(&format!("en/files/{name}"), "a file");
    }
    let long = "n".repeat(250);
    site.write(&format!("en/{long}.md"), "# Long\n");
    let codes = codes(&site);
    for name in names {
        // In front of `.md` a dot or space does not end the file's name, but it ends the address's.
        let page = format!("path/unsafe-name en/{}.md", name.escape_debug());
        assert!(codes.contains(&page), "{page}: {codes:#?}");
    }
    let refused = |c: char| c.is_control() || "<>:\"|?*\\".contains(c);
    for path in written(&site) {
        for name in Path::new(&path).components() {
            let Component::Normal(name) = name else { panic!("{path}") };
            let name = name.to_str().unwrap();
            let own = path == ".nojekyll" || path == ".ajuda-site";
            assert!(own || !name.starts_with('.') && !name.ends_with(['.', ' ']), "{path:?}");
            assert!(!name.contains(refused) && name.len() <= 200, "{path:?}");
        }
    }
    assert_eq!(site.pages().len(), names.len() + 1);
    for (source, place) in site.pages() {
        assert!(site.read(&place).is_some(), "{source:?} is lost");
    }
}

#[test]
fn twins_and_what_would_lie_in_one_place_keep_their_places_apart() {
    let site = Site::new("");
    site.write("en/FAQ.md", "# Upper\n\nUpper text.\n");
    site.write("en/faq.md", "# Lower\n\nLower text.\n");
    site.write("en/a\u{e7}.md", "# Composed\n");
    site.write("en/ac\u{327}.md", "# Decomposed\n");
    site.write("en/both", "a file");
    site.write("en/both.md", "# A page\n");
    site.write("en/Logo.png", "one");
    site.write("en/logo.png", "other");
    for own in [
        "theme/site.js",
        "search/search.js",
        "index.html",
        "404.html",
        "sitemap.xml",
        "api/v1/en.json",
        "theme",
    ] {
        if own != "theme" {
            site.write(own, "attack()");
        }
    }
    site.write(
        "en/style.css.md",
        "---\ntitle: S\naliases: [/theme/style.css, /sitemap.xml, /.ajuda-site, /index.html]\n---\n",
    );
    let codes = codes(&site);
    for code in [
        "page/duplicate-url en/style.css.md",
        "path/case-twin en/faq.md",
        "path/case-twin en/logo.png",
        "path/taken 404.html",
        "path/taken api/v1/en.json",
        "path/taken en/both",
        "path/taken index.html",
        "path/taken search/search.js",
        "path/taken sitemap.xml",
        "path/taken theme/site.js",
        "path/unsafe-name en/style.css.md",
    ] {
        assert!(codes.iter().any(|found| found == code), "{code}: {codes:#?}");
    }
    let twins = codes.iter().filter(|code| code.starts_with("path/case-twin en/a")).count();
    assert_eq!(twins, 1, "of the two ways to write an accent: {codes:#?}");
    let folded: Vec<String> = written(&site).iter().map(|path| path.to_lowercase()).collect();
    let distinct: std::collections::BTreeSet<&String> = folded.iter().collect();
    assert_eq!(distinct.len(), folded.len(), "two paths differ by case only");
    assert_eq!(site.read("theme/site.js"), None, "the folder of the theme is not the content's");
    let scripts = written(&site).into_iter().filter(|path| path.ends_with("/site.js"));
    for path in scripts {
        assert!(!site.read(&path).unwrap().contains("attack"), "{path}");
    }
    assert!(site.read("en/faq-2/index.html").unwrap().contains("Lower text."));
    assert!(site.read(".ajuda-site").unwrap().starts_with("ajuda "));
}

#[test]
fn nothing_outside_the_content_folder_is_read() {
    let site = Site::new("");
    fs::write(site.folder().join("content-secret.md"), SECRET).unwrap_or(());
    let outside = tempfile::TempDir::new().unwrap();
    fs::write(outside.path().join("secret.md"), format!("# Secret\n\n{SECRET}\n")).unwrap();
    fs::create_dir(outside.path().join("folder")).unwrap();
    fs::write(outside.path().join("folder/page.md"), format!("# Secret\n\n{SECRET}\n")).unwrap();
    fs::remove_file(site.folder().join("content-secret.md")).unwrap();
    let secret = outside.path().join("secret.md");
    let up = format!("{}{}", "../".repeat(40), secret.display().to_string().trim_start_matches('/'));
    let encoded = up.replace('/', "%2f");
    let back = up.replace('/', "\\");
    let mut page = String::from("# Page\n\n");
    for path in [
        secret.to_str().unwrap(),
        &up,
        &encoded,
        &back,
        &format!("file://{}", secret.display()),
        &format!("~/{up}"),
    ] {
        page += &format!(
            "[!INCLUDE [x](<{path}>)]\n\n![x](<{path}>) [x](<{path}>) <img src=\"{path}\">\n\n:::code source=\"{path}\":::\n\n"
        );
    }
    site.write("en/page.md", page);
    site.write("en/toc.yml", format!("- name: x\n  href: {up}\n"));
    let content = site.folder().join("content/en");
    symlink(&secret, content.join("linked.md")).unwrap();
    symlink(&secret, content.join("_part.md")).unwrap();
    symlink(outside.path().join("folder"), content.join("folder")).unwrap();
    symlink(&secret, content.join("linked.png")).unwrap();
    symlink("../../ajuda.toml", content.join("settings.txt")).unwrap();
    symlink("page.md", content.join("inside.md")).unwrap();
    site.write("en/including.md", "# I\n\n[!INCLUDE [x](_part.md)]\n\n[!INCLUDE [x](linked.md)]\n");
    let codes = codes(&site);
    for path in ["_part.md", "folder", "linked.md", "linked.png", "settings.txt"] {
        assert!(codes.contains(&format!("source/symlink-outside en/{path}")), "{path}: {codes:#?}");
    }
    assert!(site.read("en/inside/index.html").is_some(), "a link that stays inside is followed");
    for entry in WalkDir::new(site.folder()) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let bytes = fs::read(entry.path()).unwrap();
            let found = bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
            assert!(!found, "{} has it", entry.path().display());
        }
    }
}

/// Commits everything there is; which commit that is.
fn commit(site: &Site) -> String {
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=A", "-c", "user.email=a@site.example"]).args(arguments);
        git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        let output = git.current_dir(site.folder()).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    git(&["init", "--quiet"]);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message", "All"]);
    git(&["rev-parse", "HEAD"])
}

#[test]
fn escape_sequences_never_reach_the_terminal() {
    let escape = "\u{1b}]0;attack\u{7}\u{1b}[2J\u{9b}31m\u{202e}";
    let site = Site::new("");
    let json = serde_json::to_string(&format!("Attack {escape}")).unwrap();
    site.write(
        "en/page.md",
        format!(
            "---\ntitle: {json}\ndescription: {json}\nkind: {json}\ndate: {json}\nlocale: {json}\nslug: {json}\naliases: [{json}]\n---\n\n\
             ## What is {escape} this?\n\nAn answer with {escape}.\n\n[x]({escape}.md) ![x](<{escape}>) [y](a{escape}:b) \
             <{escape}b onclick=x> <script>{escape}</script>\n\n> [!{escape}]\n> Text\n\n[!INCLUDE [x]({escape}.md)]\n"
        ),
    );
    site.write(
        "en/errors.md",
        format!("# Errors\n\n:::error The disk {escape} is full ERR_{escape}1\n\n:::cause\n\n{escape} it.\n\n:::resolution\n\nEmpty {escape} it.\n\n:::\n"),
    );
    site.write(
        &format!("en/name{escape}.md"),
        format!("---\ntitle: {escape}\nbroken: [\n---\n[x](nowhere{escape}.md)\n"),
    );
    site.write(&format!("en/pic{escape}.png"), "x");
    site.write("en/toc.yml", format!("- name: {escape}\n  href: nowhere{escape}.md\n - x\n"));
    // A translation that its source has left behind, and one that is missing.
    let source = format!("en/old{escape}.md");
    site.write(&source, format!("---\ndate: 2026-05-01\n---\n\n# Old\n\n## What is it?\n\nText {escape}.\n"));
    let commit = commit(&site);
    site.write(&source, format!("---\ndate: 2026-06-01\n---\n\n# Old\n\n## What is it?\n\nNew {escape}.\n"));
    site.write(
        &format!("pt-BR/old{escape}.md"),
        format!("---\ndate: 2026-05-01\nsource-commit: {commit}\n---\n\n# Velha\n"),
    );
    let built = site.run(&["build", "--color", "never"]);
    assert_eq!(built.status.code(), Some(1));
    let page = "content/en/page.md";
    let name = format!("content/en/name{escape}.md");
    let old = format!("content/{source}");
    for arguments in [
        &["check", "--color", "never"] as &[&str],
        &["check", "--color", "never", "--message-format", "short"],
        &["check", "--message-format", "json"],
        &["check", "--color", "never", "--explain-entries", page],
        &["check", "--color", "never", "--explain-entries", &name],
        &["check", "--color", "never", "--explain-entries", &old],
        &["search", "--color", "never", "attack"],
        &["search", "--color", "never", "disk full"],
        &["search", "--color", "never", escape],
        &["search", "--json", "attack"],
        &["explain", "--color", "never", "The disk is full"],
        &["explain", "--json", "The disk is full"],
        &["explain", "--color", "never", escape],
        &["export"],
        &["export", "--format", "json"],
        &["export", "--format", "opensearch"],
        &["export", "--format", "quickwit"],
        &["translations"],
        &["translations", "--color", "never", "--json"],
        &["translations", "--color", "never", "--diff"],
        &["translations", "--color", "never", escape],
        &["build", "--color", "never", "--content", escape],
        &["build", "--color", "never", "--config", escape],
    ] {
        let output = site.run(arguments);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!said.is_empty(), "{arguments:?} says nothing");
        let harmful = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
        let found = said.lines().find(|line| line.contains(harmful));
        assert!(found.is_none(), "{arguments:?}: {:?}", found.unwrap());
    }
}

#[test]
fn a_site_that_answers_for_its_content_is_told_so_at_each_build() {
    let content = "# Page\n\n<script>attack()</script>\n\n<p style=\"color: red\" onclick=\"attack()\">red</p>\n\n\
                   <iframe src=\"https://video.example/\"></iframe>\n\n<video src=x controls></video>\n\n[x](javascript:attack())\n\n</main></body>\n";
    let site = Site::new("");
    site.write("en/page.md", content);
    let found = site.build();
    assert!(found.iter().all(|finding| finding.code != "config/unsafe-html"));
    assert!(Page::new(&site.read("en/page/index.html").unwrap()).harms().is_empty());
    fs::write(site.folder().join("ajuda.toml"), "unsafe-html = true\n").unwrap();
    let found = site.build();
    let warned = found.iter().any(|f| f.code == "config/unsafe-html" && f.severity == "warning");
    assert!(warned, "{found:?}");
    let html = site.read("en/page/index.html").unwrap();
    for kept in [
        "<script>attack()</script>",
        "<p onclick=\"attack()\" style=\"color: red\">red</p>",
        "<iframe src=\"https://video.example/\"></iframe>",
        "<video controls=\"\" src=\"x\"></video>",
    ] {
        assert!(html.contains(kept), "{kept}: {html}");
    }
    // What a page is, and where links lead, is the site's all the same.
    assert!(!html.contains("href=\"javascript:"));
    assert_eq!(html.matches("</main>").count(), 1);
}

#[test]
fn what_leads_readers_on_runs_nothing() {
    let site = Site::new("base-url = \"https://site.example/help/\"\n");
    site.write("en/page.md", "# Page\n\nword\n");
    let (mut moves, mut redirections) = (String::new(), Vec::new());
    let (mut yaml, mut markdown) = (String::new(), String::new());
    for (number, payload) in payloads("addresses").iter().enumerate() {
        let address = &payload.payload;
        let line = address.replace(['\n', '\r'], " ");
        moves += &format!("/old/{number} {line}\n{line} /en/page/\n");
        redirections.push(serde_json::json!({
            "source_path": format!("content/en/gone/{number}.md"), "redirect_url": address,
        }));
        redirections.push(serde_json::json!({ "source_path": address, "redirect_url": "/en/page/" }));
        let json = serde_json::to_string(address).unwrap();
        yaml += &format!("- name: x{number}\n  href: {json}\n- name: {json}\n  href: page.md\n");
        markdown += &format!("- [x{number}](<{line}>)\n");
    }
    site.write("_redirects", moves);
    let json = serde_json::json!({ "redirections": redirections }).to_string();
    site.write(".openpublishing.redirection.json", json);
    site.write("en/toc.yml", yaml);
    site.write("en/below/TOC.md", markdown);
    site.write("en/below/page.md", "# Below\n\nword\n");
    let codes = codes(&site);
    for file in [".openpublishing.redirection.json", "_redirects", "en/below/TOC.md", "en/toc.yml"] {
        assert!(codes.contains(&format!("link/unsafe {file}")), "{file}: {codes:#?}");
    }
    let pages = site.files(&["html"]);
    let leading = pages.iter().filter(|(_, html)| html.contains("http-equiv=\"refresh\""));
    assert!(leading.count() > 10, "few old addresses lead on");
    for (name, html) in pages {
        assert_eq!(Page::new(&html).harms(), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn settings_that_would_write_over_something_are_refused() {
    let site = Site::new("");
    site.write("en/page.md", "# Page\n");
    for (arguments, said) in [
        (&["--out", "content"] as &[&str], "would be replaced"),
        (&["--out", "."], "would be replaced"),
        (&["--out", "/"], "would be replaced"),
        (&["--out", "content/../content/en/.."], "would be replaced"),
        (&["--out", "x", "--index", "x"], "would be replaced"),
        (&["--out", "x", "--index", "x/y"], "would be replaced"),
        (&["--out", "x/y", "--index", "x"], "would be replaced"),
        (&["--out", "ajuda.toml"], "is not a folder"),
        (&["--base-url", "javascript:alert(1)"], "is not an address of the web"),
        (&["--base-url", "https://x\"><script>"], "is not an address of the web"),
        (&["--base-url", "/help/"], "is not an address of the web"),
    ] {
        let output = site.run(&[&["build", "--quiet"], arguments].concat());
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {message}");
        assert!(message.contains(said), "{arguments:?}: {message}");
    }
    for settings in [
        "base-url = \"javascript:alert(1)\"\n",
        "root-links = \"data:text/html,x\"\n",
        "link-schemes = [\"javascript\"]\n",
        "link-schemes = [\"data\"]\n",
        "link-schemes = [\"a b\"]\n",
    ] {
        fs::write(site.folder().join("ajuda.toml"), settings).unwrap();
        let output = site.run(&["build", "--quiet"]);
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{settings}: {message}");
        assert!(message.contains("config/invalid") && message.contains("ajuda.toml:1:"), "{message}");
    }
    assert!(!site.folder().join("site").exists());
}

#[test]
fn a_scheme_that_the_site_lets_in_is_a_link() {
    let site = Site::new("link-schemes = [\"VSCode\"]\n");
    site.write("en/page.md", "# Page\n\n[open](vscode:extension/x) [other](slack:x)\n");
    assert_eq!(codes(&site), ["link/unsafe en/page.md"]);
    let html = site.read("en/page/index.html").unwrap();
    assert!(
        html.contains("<a href=\"vscode:extension/x\">open</a>") && html.contains("broken-link"),
        "{html}"
    );
}

#[test]
fn yaml_and_nesting_that_would_explode_stop_at_a_limit() {
    let site = Site::new("");
    let mut laughs = String::from("---\ntitle: x\na: &a [lol,lol,lol,lol,lol,lol,lol,lol,lol]\n");
    for (name, last) in "bcdefghij".chars().zip("abcdefghi".chars()) {
        laughs += &format!("{name}: &{name} [{}]\n", vec![format!("*{last}"); 9].join(","));
    }
    site.write("en/laughs.md", format!("{laughs}---\n\nText.\n"));
    site.write(
        "en/laughs.yml",
        format!("### YamlMime:FAQ\n{}sections: []\n", laughs.trim_start_matches("---\n")),
    );
    let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    site.write("en/deep.md", format!("---\ntitle: x\nx: {deep}\n---\n\nText.\n"));
    site.write("en/deep-toml.md", format!("+++\ntitle = \"x\"\nx = {deep}\n+++\n\nText.\n"));
    site.write("en/toc.yml", format!("- name: x\n  items: {deep}\n"));
    site.write(
        "en/nested/TOC.md",
        (0..2_700).map(|n| format!("{}- [x{n}](../deep.md)\n", "  ".repeat(n))).collect::<String>(),
    );
    site.write("en/quotes.md", format!("# Q\n\n{} x\n", ">".repeat(50_000)));
    site.write("en/lists.md", format!("# L\n\n{}\n", "1. ".repeat(50_000)));
    site.write("en/emphasis.md", format!("# E\n\n{}x{}\n", "*a **a ".repeat(20_000), "** a*".repeat(20_000)));
    site.write("en/brackets.md", format!("# B\n\n{}x{}\n", "[".repeat(50_000), "]".repeat(50_000)));
    site.write("en/pictures.md", format!("# P\n\n{}\n", "![a](".repeat(50_000)));
    site.write(
        "en/ticks.md",
        format!("# T\n\n{}\n", (1..500).map(|n| "`".repeat(n) + " ").collect::<String>()),
    );
    site.write("en/elements.md", format!("# H\n\n{}x\n", "<div>".repeat(50_000)));
    site.write("en/closings.md", format!("# H\n\n{}{}x\n", "<b>".repeat(5_000), "</i>".repeat(5_000)));
    site.write(
        "en/attributes.md",
        format!("# H\n\n<b {}>x</b>\n", (0..20_000).map(|n| format!("a{n}=x ")).collect::<String>()),
    );
    site.write("en/long.md", format!("# Long\n\n{}\n", "word ".repeat(400_000)));
    site.write("en/huge.md", "x".repeat(8 * 1024 * 1024 + 1));
    site.write(
        "en/aliases.md",
        format!(
            "---\ntitle: A\naliases: [{}]\n---\n",
            (0..2_000).map(|n| format!("/a{n}/")).collect::<Vec<_>>().join(",")
        ),
    );
    site.write("en/_bomb.md", "[!INCLUDE [x](_bomb2.md)]\n\n".repeat(200));
    site.write("en/_bomb2.md", "[!INCLUDE [x](_bomb3.md)]\n\n".repeat(200));
    site.write("en/_bomb3.md", "text\n\n".repeat(200));
    site.write("en/bomb.md", "# Bomb\n\n[!INCLUDE [x](_bomb.md)]\n");
    let codes = codes(&site);
    for code in [
        "front-matter/invalid-yaml en/laughs.md",
        "front-matter/invalid-yaml en/laughs.yml",
        "front-matter/invalid-yaml en/deep.md",
        "front-matter/invalid-toml en/deep-toml.md",
        "navigation/invalid en/toc.yml",
        "limit/reached en/nested/TOC.md",
        "limit/reached en/quotes.md",
        "limit/reached en/lists.md",
        "limit/reached en/elements.md",
        "limit/reached en/huge.md",
        "limit/reached en/aliases.md",
        "limit/reached en/_bomb.md",
    ] {
        assert!(codes.iter().any(|found| found == code), "{code}: {codes:#?}");
    }
    assert!(site.read("en/laughs/index.html").unwrap().contains("Text."));
}

#[test]
fn folders_and_links_without_end_stop_at_a_limit() {
    let site = Site::new("");
    site.write("en/page.md", "# Page\n\nText.\n");
    site.write(&format!("en/{}page.md", "a/".repeat(99)), "# At the limit\n\nText.\n");
    site.write(&format!("en/{}page.md", "b/".repeat(1_500)), "# Below it\n\nText.\n");
    // Two ways from each folder to the next are 2^39 to the last, and none leads back.
    for number in 0..40 {
        let folder = site.folder().join(format!("content/en/fan/{number}"));
        fs::create_dir_all(&folder).unwrap();
        for name in ["one", "other"] {
            symlink(format!("../{}", number + 1), folder.join(name)).unwrap();
        }
    }
    // Navigation files that hang in one another.
    let entries = (0..60).map(|depth| format!("{}- [x](page.md)\n", "  ".repeat(depth)));
    let entries = entries.collect::<String>() + &format!("{}- [below](c/TOC.md)\n", "  ".repeat(60));
    for depth in 1..50 {
        let folder = "c/".repeat(depth);
        site.write(&format!("en/{folder}TOC.md"), &entries);
        site.write(&format!("en/{folder}page.md"), "# Page\n\nText.\n");
    }
    let codes = codes(&site);
    let is_limit = |path: &str| codes.iter().any(|code| code.starts_with(&format!("limit/reached {path}")));
    for path in ["en/b/b/", "en/fan/", "en/c/c/TOC.md"] {
        assert!(is_limit(path), "{path}: {codes:#?}");
    }
    assert!(!is_limit("en/a"), "{codes:#?}");
    for source in ["en/page.md".to_owned(), format!("en/{}page.md", "a/".repeat(99))] {
        let place = site.pages().remove(&source).unwrap();
        assert!(site.read(&place).is_some(), "{source} has no page");
    }
}
