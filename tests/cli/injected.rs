//! Every system call of a build fails once, and the process dies at each once: afterwards the site is the
//! old one or the new one, byte for byte, and so is the index.
//!
//! `strace` is the failing layer below the program. A run goes through the n-th call of each thread, for
//! ever larger n, until a build needs fewer. `AJUDA_FAULTS=1` tries each n; without it every so many are
//! passed over, which is quick.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{Command, Output};

use crate::project::{AJUDA, Project};

/// The calls that write, each with what a system may say of it.
const WRITING: &[(&str, &str)] = &[
    ("openat", "ENOSPC"),
    ("write", "ENOSPC"),
    ("write", "EIO"),
    ("mkdir", "ENOSPC"),
    ("copy_file_range", "EIO"),
    ("rename", "EIO"),
    ("renameat", "EIO"),
    ("renameat2", "EIO"),
    ("unlink", "EIO"),
    ("unlinkat", "EIO"),
    ("flock", "ENOLCK"),
    ("fdatasync", "EIO"),
];

/// Those that read.
const READING: &[(&str, &str)] =
    &[("openat", "EMFILE"), ("openat", "EIO"), ("read", "EIO"), ("getdents64", "EIO"), ("statx", "EIO")];

/// What the process dies at.
const DYING: &[&str] =
    &["openat", "write", "mkdir", "copy_file_range", "rename", "renameat", "renameat2", "unlinkat"];

/// Bytes of a folder.
type Tree = Vec<(PathBuf, Vec<u8>)>;

/// A project with an old and a new text, and what is built of either.
struct Build {
    project: Project,
    /// The site and the index of each text.
    whole: [[Tree; 2]; 2],
}

const TEXTS: [&str; 2] = ["apple", "pear"];

impl Build {
    fn new() -> Build {
        let project = Project::small().file("content/en/manual.pdf", "%PDF");
        let whole = TEXTS.map(|text| {
            write(&project, text);
            assert_eq!(project.run(["build", "--quiet"]).code, Some(0));
            [project.tree("site"), project.tree(".ajuda/index")]
        });
        Build { project, whole }
    }

    /// Builds the second text over the first, with a fault; whether it was met, and what became of it.
    fn run(&self, call: &str, fault: &str, number: usize) -> (bool, Output) {
        if self.found("the last fault") != [0, 0] {
            write(&self.project, TEXTS[0]);
            assert_eq!(self.project.run(["build", "--quiet"]).code, Some(0));
        }
        write(&self.project, TEXTS[1]);
        let inject = format!("inject={call}:{fault}:when={number}");
        let log = self.project.path("log");
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o"]).arg(&log);
        command.args(["-e", &format!("trace={call}"), "-e", &inject, AJUDA, "build", "--quiet"]);
        command.current_dir(self.project.path(".")).env("RAYON_NUM_THREADS", "1");
        let output = command.output().unwrap();
        let log = fs::read_to_string(log).unwrap_or_default();
        (log.contains("(INJECTED)") || output.status.signal().is_some(), output)
    }

    /// Which of the two texts the site and the index are of.
    #[track_caller]
    fn found(&self, said: &str) -> [usize; 2] {
        [("site", 0), (".ajuda/index", 1)].map(|(folder, part)| {
            let tree = self.project.tree(folder);
            let text = self.whole.iter().position(|whole| whole[part] == tree);
            text.unwrap_or_else(|| panic!("{said}: `{folder}` is neither the old nor the new one"))
        })
    }

    /// Goes through the numbers of a call's fault; how many were met.
    fn every(&self, call: &str, fault: &str, check: impl Fn(&str, [usize; 2], &Output)) -> usize {
        let each = std::env::var_os("AJUDA_FAULTS").is_some();
        let (mut met, mut number) = (0, 1);
        loop {
            let said = format!("{call} {fault}, number {number}");
            let (was_met, output) = self.run(call, fault, number);
            check(&said, self.found(&said), &output);
            if !was_met {
                return met;
            }
            met += 1;
            number += if each { 1 } else { 1 + number / 2 };
        }
    }
}

fn write(project: &Project, text: &str) {
    let source = format!("---\ntitle: Fruit\n---\n\n## What is {text}?\n\nThe {text}.\n");
    project.write("content/en/fruit.md", source);
}

/// Whether a program's calls can be watched, and made to fail, here.
pub(crate) fn can_trace() -> bool {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=write", "true"]);
    let output = command.output();
    let can = output.as_ref().is_ok_and(|output| output.status.success());
    if !can {
        println!("NOT RUN: needs `strace`, and the right to trace: {output:?}");
    }
    can
}

/// A build that did not end well says why in one line, and leaves both as they were.
fn stopped_or_done(said: &str, found: [usize; 2], output: &Output) {
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(!text.contains("panicked"), "{said}: {text}");
    match output.status.code() {
        Some(0) => assert_eq!(found, [1, 1], "{said}"),
        // Writing the message may be what failed.
        Some(2) => assert!(text.is_empty() || text.starts_with("error"), "{said}: {text}"),
        // What the loader needs before there is a program.
        Some(127) => assert_eq!(found, [0, 0], "{said}"),
        code => panic!("{said}: exit {code:?}: {text}"),
    }
}

#[test]
fn every_call_that_writes_fails_once() {
    if !can_trace() {
        return;
    }
    let build = Build::new();
    let mut met = 0;
    for (call, error) in WRITING {
        met += build.every(call, &format!("error={error}"), stopped_or_done);
    }
    println!("{met} faults");
    assert!(met > 20, "only {met} faults were met");
}

#[test]
fn every_call_that_reads_fails_once() {
    if !can_trace() {
        return;
    }
    let build = Build::new();
    let mut met = 0;
    for (call, error) in READING {
        met += build.every(call, &format!("error={error}"), stopped_or_done);
    }
    println!("{met} faults");
    assert!(met > 20, "only {met} faults were met");
}

#[test]
fn the_process_dies_at_every_call_once() {
    if !can_trace() {
        return;
    }
    let build = Build::new();
    let mut met = 0;
    for call in DYING {
        met += build.every(call, "signal=KILL", |_, _, _| {});
        // What it left is cleared away by the next, which `run` begins with.
    }
    println!("{met} deaths");
    assert!(met > 20, "only {met} deaths");
}
