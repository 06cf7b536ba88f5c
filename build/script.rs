//! Scripts of the theme as they are served: bundled, and without what only their authors read.
//!
//! A script may lie beside a folder of its name that has its parts. What a script imports from such a
//! folder, its own or another's, is put into it, each part once, behind the parts that it imports itself.
//! Other imports stay. Comments and what lines are indented by go.
//!
//! Where that is not little enough, a script has a minified twin beside it. It is served in the script's
//! stead while it is made of what the script is now; `tests/scripts.rs` makes it, and says when it is not.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The script as it is served.
///
/// # Panics
/// When it cannot be read.
pub(crate) fn served(path: &Path) -> String {
    let mut bundle = String::new();
    add(path, &mut BTreeSet::new(), &mut bundle);
    without_comments(&bundle)
}

/// Whether a script is a part of others: it lies in a folder that has the name of a script beside it.
pub(crate) fn is_part(path: &Path) -> bool {
    path.parent().is_some_and(|folder| folder.with_extension("js").is_file())
}

/// Adds a script behind the parts that it imports.
fn add(path: &Path, added: &mut BTreeSet<PathBuf>, bundle: &mut String) {
    if !added.insert(path.to_owned()) {
        return;
    }
    let script = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let is_part_itself = is_part(path);
    let mut own = String::new();
    for line in script.lines() {
        let imported = line.strip_prefix("import ").and_then(|rest| rest.split(" from \"./").nth(1));
        let part = imported.and_then(|rest| rest.strip_suffix("\";")).map(|name| path.with_file_name(name));
        if let Some(part) = part.map(|part| part.components().collect::<PathBuf>())
            && is_part(&part)
        {
            add(&part, added, bundle);
            continue;
        }
        // A part's names are the bundle's own.
        own.push_str(line.strip_prefix("export ").filter(|_| is_part_itself).unwrap_or(line));
        own.push('\n');
    }
    bundle.push_str(&own);
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

/// A number for a script that another text is unlikely to share: FNV-1a of 64 bits.
pub(crate) fn fingerprint(script: &str) -> String {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", script.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

/// The script's minified twin beside it, `search.min.js`, where there is one that was made of this very
/// script: its first line ends with the fingerprint of what it was made of.
pub(crate) fn minified(path: &Path, served: &str) -> Option<String> {
    let twin = fs::read_to_string(path.with_extension("min.js")).ok()?;
    let (first, script) = twin.split_once('\n')?;
    first.ends_with(&fingerprint(served)).then(|| script.to_owned())
}
