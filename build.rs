//! Puts the default theme into the binary: every file below `templates/` and `static/`, by its path.
//!
//! Scripts are bundled on the way (`build/script.rs`): a folder with the name of a script has its
//! parts, and is not a folder of the site.
//!
//! And says in `AJUDA_PROGRAM` what the program is made of, which tells what one version of it left on a
//! disk from what another did, also while it is worked on.

#[path = "build/script.rs"]
mod script;

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use walkdir::WalkDir;

fn main() {
    println!("cargo::rerun-if-changed=build");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let mut code = String::new();
    embed(&mut code, "TEMPLATES", &Path::new(&root).join("templates"), Path::new(&out));
    embed(&mut code, "STATIC", &Path::new(&root).join("static"), Path::new(&out));
    fs::write(Path::new(&out).join("embedded_theme.rs"), code).expect("OUT_DIR is writable");
    println!("cargo::rustc-env=AJUDA_PROGRAM={:016x}", program(Path::new(&root)));
}

/// What the program is made of: its sources, the theme that is put into it, what makes it, and what it
/// depends on.
const PARTS: [&str; 7] = ["src", "static", "templates", "build", "build.rs", "Cargo.toml", "Cargo.lock"];

/// What stands in the parts of the program, and the system it is for: on another, a logarithm may end with
/// another digit.
fn program(root: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    env::var("TARGET").expect("cargo sets TARGET").hash(&mut hasher);
    for part in PARTS {
        println!("cargo::rerun-if-changed={}", root.join(part).display());
        for entry in WalkDir::new(root.join(part)).sort_by_file_name() {
            // A crate that others depend on has no list of its own.
            let Some(entry) = entry.ok().filter(|entry| entry.file_type().is_file()) else { continue };
            entry.path().strip_prefix(root).expect("walked from the folder").hash(&mut hasher);
            fs::read(entry.path()).expect("the sources are readable").hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// The folder whose style sheets become one, in the order of their names; readers load it at once.
const STYLE: &str = "theme/style/";

/// Writes `pub(super) const NAME: &[(&str, &[u8])]`, sorted by path. Scripts go into the folder `out` as
/// they are served.
fn embed(code: &mut String, name: &str, folder: &Path, out: &Path) {
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
        if path.ends_with(".min.js") {
            continue;
        }
        if path.ends_with(".js") {
            if !script::is_part(entry.path()) {
                let served = out.join(&path);
                fs::create_dir_all(served.parent().expect("it has a folder")).expect("OUT_DIR is writable");
                let text = script::served(entry.path());
                let text = script::minified(entry.path(), &text).unwrap_or(text);
                fs::write(&served, text).expect("OUT_DIR is writable");
                let _ = writeln!(code, "    ({path:?}, include_bytes!({served:?})),");
            }
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
