//! A small site in three languages, and every byte of what becomes of it.
//!
//! `UPDATE_EXPECT=1 cargo test --test golden` writes `tests/golden/site` anew; look at the
//! difference before you commit it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use walkdir::WalkDir;

/// Every file below a folder.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn tree(root: &Path) -> Tree {
    let files =
        WalkDir::new(root).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| (entry.path().strip_prefix(root).unwrap().to_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}

fn write<'a>(root: &Path, files: impl Iterator<Item = (&'a PathBuf, &'a Vec<u8>)>) {
    for (path, bytes) in files {
        let file = root.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

/// Builds the golden content on a number of threads, its files created in their order or in the
/// reverse of it; what was reported, and what was written.
fn build(reverse: bool, threads: &str) -> (String, Tree) {
    let folder = TempDir::new().unwrap();
    let content = tree(&golden().join("content"));
    let root = folder.path().join("content");
    if reverse {
        write(&root, content.iter().rev());
    } else {
        write(&root, content.iter());
    }
    fs::copy(golden().join("ajuda.toml"), folder.path().join("ajuda.toml")).unwrap();
    let mut build = Command::new(env!("CARGO_BIN_EXE_ajuda"));
    build.args(["build", "--quiet", "--message-format", "short"]).current_dir(folder.path());
    let output = build.env("RAYON_NUM_THREADS", threads).output().unwrap();
    let report = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{report}");
    (report, tree(&folder.path().join("site")))
}

/// Holds two trees equal, and says in which file and line they first differ.
#[track_caller]
fn same(left: &Tree, right: &Tree) {
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(left), names(right));
    for (path, bytes) in left {
        let (left, right) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&right[path]));
        for (number, (left, right)) in left.lines().zip(right.lines()).enumerate() {
            assert_eq!(left, right, "{}:{}", path.display(), number + 1);
        }
        assert!(left == right, "{} differs in length", path.display());
    }
}

#[test]
fn the_golden_site_is_built_to_the_byte() {
    let (report, site) = build(false, "2");
    let golden = golden().join("site");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        if golden.exists() {
            fs::remove_dir_all(&golden).unwrap();
        }
        write(&golden, site.iter());
    }
    same(&tree(&golden), &site);
    expect_test::expect![[r#"
        content/en/guide/begin.md:16:32: error[link/missing-page]: `nowhere.md` is not a page of this site (did you mean `begin.md`?)
    "#]].assert_eq(&report);
}

#[test]
fn neither_the_order_of_creation_nor_threads_nor_repetition_change_a_byte() {
    let (report, site) = build(false, "1");
    for (reverse, threads) in [(false, "1"), (true, "1"), (false, "4"), (true, "4")] {
        let (again, other) = build(reverse, threads);
        assert_eq!(report, again);
        same(&site, &other);
    }
}
