//! Names of files and folders that every host and file system takes.
//!
//! Windows has no `con`, no `a?b` and no name that ends in a dot; artifact stores of hosts refuse the
//! same characters; most file systems end names at 255 bytes. What comes from content (file names,
//! slugs, aliases, anchors) becomes a name by `safe`, which leaves an ordinary name as it is.

use std::borrow::Cow;

/// The longest name in bytes: below the 255 of most file systems, with room for `.gz` and the like.
const LONGEST: usize = 200;
/// The longest path in bytes: below the 1,024 of macOS, with room for the folder it lies in.
const LONGEST_PATH: usize = 800;

/// Names that mean devices to Windows, whatever the extension and the case.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];

/// The name for one segment of a path. Never empty, never `.` or `..`, without separators.
pub(crate) fn safe(segment: &str) -> Cow<'_, str> {
    if is_safe(segment) {
        return Cow::Borrowed(segment);
    }
    let mut name: String = segment.chars().map(|c| if is_refused(c) { '-' } else { c }).collect();
    name.truncate(name.trim_end_matches(['.', ' ']).len());
    if name.is_empty() || name.starts_with('.') || is_device(&name) {
        name.insert(0, '_');
    }
    if name.len() > LONGEST {
        name = shortened(&name);
    }
    Cow::Owned(name)
}

/// The path with each segment safe, and the whole not over-long; a `/` at its end stays.
pub(crate) fn safe_path(path: &str) -> Cow<'_, str> {
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let doubled = path.starts_with('/') || path.contains("//");
    if !doubled && path.len() <= LONGEST_PATH && segments.clone().all(is_safe) {
        return Cow::Borrowed(path);
    }
    let mut safe_path = String::with_capacity(path.len());
    while let Some(segment) = segments.next() {
        let name = safe(segment);
        if safe_path.len() + name.len() > LONGEST_PATH {
            // What is left becomes one name, which no other path has.
            let rest = segments.fold(segment.to_owned(), |rest, segment| rest + "/" + segment);
            safe_path.push_str(&digest(&rest));
            break;
        }
        safe_path.push_str(&name);
        safe_path.push('/');
    }
    let is_folder = path.ends_with('/');
    safe_path.truncate(safe_path.trim_end_matches('/').len());
    if is_folder && !safe_path.is_empty() {
        safe_path.push('/');
    }
    Cow::Owned(safe_path)
}

fn is_safe(segment: &str) -> bool {
    !segment.is_empty()
        && segment.len() <= LONGEST
        && !segment.starts_with('.')
        && !segment.ends_with(['.', ' '])
        && !segment.contains(is_refused)
        && !is_device(segment)
}

/// Separators, and characters that Windows or the artifact stores of hosts have in no name; and
/// control characters.
fn is_refused(c: char) -> bool {
    matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\' | '/') || c.is_control()
}

fn is_device(name: &str) -> bool {
    let base = name.split('.').next().unwrap_or(name).trim_end_matches(' ');
    if base.len() > "conout$".len() {
        return false;
    }
    let base = base.to_lowercase();
    let numbered = |port: &str| {
        let number = base.strip_prefix(port).unwrap_or_default();
        matches!(number, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
    };
    DEVICES.contains(&base.as_str()) || numbered("com") || numbered("lpt")
}

/// The beginning of an over-long name, what tells it apart, and its extension.
fn shortened(name: &str) -> String {
    let extension = name.rfind('.').map_or("", |at| &name[at..]);
    let extension = if extension.len() <= 16 { extension } else { "" };
    let cut = (0..=LONGEST - 32).rev().find(|at| name.is_char_boundary(*at)).unwrap_or(0);
    format!("{}-{}{extension}", name[..cut].trim_end_matches(['.', ' ']), digest(name))
}

/// Sixteen hexadecimal digits that stand for a text.
fn digest(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_names_stay() {
        for name in ["faq", "ação & reação", "パスワード", "v1.2", "a b", "console", "company.md", "_index"]
        {
            assert!(matches!(safe(name), Cow::Borrowed(_)), "{name}");
        }
        assert!(matches!(safe_path("pt-br/leads/faq/"), Cow::Borrowed(_)));
        assert!(matches!(safe_path(""), Cow::Borrowed(_)));
    }

    #[test]
    fn names_that_lead_out_or_that_systems_refuse_are_others() {
        for (name, expected) in [
            ("", "_"),
            (".", "_"),
            ("..", "_"),
            ("...", "_"),
            ("a/b", "a-b"),
            ("..\\..\\x", "_..-..-x"),
            ("C:\\x", "C--x"),
            ("CON", "_CON"),
            ("aux.txt", "_aux.txt"),
            ("com1", "_com1"),
            ("LPT².md", "_LPT².md"),
            ("end. .", "end"),
            (".git", "_.git"),
            ("a\u{0}b\u{1b}[31m", "a-b-[31m"),
            ("why?*<>|\"", "why------"),
        ] {
            assert_eq!(safe(name), expected, "{name:?}");
        }
    }

    #[test]
    fn over_long_names_and_paths_end_in_what_tells_them_apart() {
        let long = |c: char| safe(&format!("{}.png", c.to_string().repeat(300))).into_owned();
        assert!(long('é').len() <= LONGEST && long('é').ends_with(".png"));
        assert_ne!(safe(&("x".repeat(300) + "1")), safe(&("x".repeat(300) + "2")));
        let deep = safe_path(&"deep/".repeat(2000)).into_owned();
        assert!(deep.len() <= LONGEST_PATH + 32 && deep.ends_with('/'));
    }

    #[test]
    fn whatever_a_name_is_it_is_safe_after_once() {
        for name in ["..", "a\u{7f}.", &"nul.".repeat(100), "con .x", "\u{202e}gnp.exe", "…/…"] {
            let once = safe(name).into_owned();
            assert_eq!(safe(&once), once, "{name:?}");
            assert!(is_safe(&once), "{name:?}: {once:?}");
        }
    }
}
