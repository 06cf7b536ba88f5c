//! Runs a program and says how long it took and how much memory it held at most.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use wait4::Wait4 as _;

/// What a run cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// From start to exit.
    pub(crate) time: Duration,
    /// Most memory held at once, in bytes.
    pub(crate) memory: u64,
}

/// Runs a program to its end; what it prints on standard output is kept.
pub(crate) fn run(command: &mut Command) -> (Cost, Output) {
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("the program starts");
    let mut stdout = Vec::new();
    child.stdout.take().expect("a pipe").read_to_end(&mut stdout).expect("a pipe");
    let used = child.wait4().expect("the program ends");
    let status: ExitStatus = used.status;
    let cost = Cost { time: started.elapsed(), memory: used.rusage.maxrss };
    (cost, Output { status, stdout, stderr: Vec::new() })
}

/// A folder in memory where there is one: creating tens of thousands of files on a disk, just after
/// removing as many, costs seconds that no program can help.
pub(crate) fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let parent = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
    TempDir::with_prefix_in("ajuda-bench-", parent).expect("a folder to write to")
}

/// The real documentation beside the project, or where the environment says that it lies.
pub(crate) fn corpora() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let corpora = std::env::var_os("AJUDA_CORPORA_DIR").map_or(beside, PathBuf::from);
    if corpora.is_dir() {
        return Some(corpora);
    }
    println!("not run: there is no real documentation at `{}`", corpora.display());
    println!("set AJUDA_CORPORA_DIR to a folder that holds it");
    None
}

/// The pages of a built site: its files named `index.html`.
pub(crate) fn pages(site: &Path) -> usize {
    let files = walkdir::WalkDir::new(site).into_iter().flatten();
    files.filter(|entry| entry.file_name() == "index.html").count()
}

/// The markdown of a content folder.
pub(crate) fn sources(content: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(content).into_iter().flatten().map(walkdir::DirEntry::into_path);
    files.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect()
}

/// `ajuda build` of a content folder into `site` and `index` in a folder.
pub(crate) fn build(content: &Path, into: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ajuda"));
    command.args(["build", "--quiet", "--message-format", "json", "--content"]).arg(content);
    command.args(["--out", "site", "--index", "index"]).current_dir(into);
    command
}
