//! Puts the default theme into the binary: every file below `templates/` and `static/`, by its path.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let mut code = String::new();
    embed(&mut code, "TEMPLATES", &Path::new(&root).join("templates"));
    embed(&mut code, "STATIC", &Path::new(&root).join("static"));
    fs::write(Path::new(&out).join("embedded_theme.rs"), code).expect("OUT_DIR is writable");
}

/// The folder whose style sheets become one, in the order of their names; readers load it at once.
const STYLE: &str = "theme/style/";

/// Writes `pub(super) const NAME: &[(&str, &[u8])]`, sorted by path.
fn embed(code: &mut String, name: &str, folder: &Path) {
    println!("cargo::rerun-if-changed={}", folder.display());
    let _ = writeln!(code, "pub(super) const {name}: &[(&str, &[u8])] = &[");
    let mut style = String::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.expect("the theme is readable");
        println!("cargo::rerun-if-changed={}", entry.path().display());
        if !entry.file_type().is_file() || entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path().strip_prefix(folder).expect("walked from the folder");
        let path = path.to_str().expect("the theme's names are UTF-8").replace('\\', "/");
        if path.ends_with(".js") {
            let text = fs::read_to_string(entry.path()).expect("scripts are UTF-8");
            let _ = writeln!(code, "    ({path:?}, {:?}.as_bytes()),", without_comments(&text));
            continue;
        }
        if path.ends_with(".css") {
            let text = fs::read_to_string(entry.path()).expect("style sheets are UTF-8");
            let sheet = without_css_comments(&text);
            if path.starts_with(STYLE) {
                style.push_str(&sheet);
            } else {
                let _ = writeln!(code, "    ({path:?}, {sheet:?}.as_bytes()),");
            }
            continue;
        }
        let _ = writeln!(code, "    ({path:?}, include_bytes!({:?})),", entry.path());
    }
    if !style.is_empty() {
        let _ = writeln!(
            code,
            "    ({:?}, {style:?}.as_bytes()),",
            STYLE.trim_end_matches('/').to_owned() + ".css"
        );
    }
    code.push_str("];\n");
}

/// A style sheet without comments and without what lines are indented by. The theme's have no text
/// that holds either.
fn without_css_comments(sheet: &str) -> String {
    let mut kept = String::new();
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, behind)| behind);
    }
    kept.push_str(rest);
    let lines = kept.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |sheet, line| sheet + line + "\n")
}

/// A script without what only its authors read: lines that are comments, and what lines are indented by.
/// Scripts of the theme have no text of several lines.
fn without_comments(script: &str) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for line in script.lines() {
        let mut code = line.trim();
        inside |= code.starts_with("/*");
        if inside {
            // What stands behind a comment on its line, such as what a type is given to, is code.
            let Some(end) = code.find("*/") else { continue };
            code = code[end + 2..].trim_start();
            inside = false;
        }
        if !code.is_empty() && !code.starts_with("//") {
            kept.push_str(code);
            kept.push('\n');
        }
    }
    kept
}
