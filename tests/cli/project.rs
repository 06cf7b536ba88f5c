//! A folder with a site in it, and the program run there as a person would run it.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use expect_test::Expect;
use tempfile::TempDir;

/// The program under test.
pub(crate) const AJUDA: &str = env!("CARGO_BIN_EXE_ajuda");
/// Somebody without rights of their own: `nobody`.
const OTHER: u32 = 65534;

/// A folder that goes away with its test.
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    /// An empty folder.
    pub(crate) fn new() -> Project {
        Project { folder: TempDir::with_prefix("ajuda-").unwrap() }
    }

    /// A folder with two plain pages, in English and in Portuguese, and nothing to find fault with.
    pub(crate) fn small() -> Project {
        Project::new()
            .file("content/en/faq.md", "---\ntitle: Questions\n---\n\n## Who may enter?\n\nAnybody.\n")
            .file(
                "content/pt-BR/faq.md",
                "---\ntitle: Perguntas\n---\n\n## Quem pode entrar?\n\nQualquer um.\n",
            )
    }

    /// The same with one file more, or with another text in it.
    pub(crate) fn file(self, path: &str, text: impl AsRef<[u8]>) -> Project {
        self.write(path, text);
        self
    }

    /// The same with a symbolic link; `target` is taken from where the link lies.
    pub(crate) fn link(self, path: &str, target: &str) -> Project {
        let link = self.path(path);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(target, link).unwrap();
        self
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.path(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Where something lies.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The text of a file.
    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Sets who may do what with a file or folder.
    pub(crate) fn mode(&self, path: &str, mode: u32) {
        fs::set_permissions(self.path(path), fs::Permissions::from_mode(mode)).unwrap();
    }

    /// The names in a folder, hidden ones too, sorted.
    pub(crate) fn list(&self, path: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(path)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Every file below a folder with its bytes.
    pub(crate) fn tree(&self, path: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let files = walkdir::WalkDir::new(self.path(path)).sort_by_file_name().into_iter().flatten();
        let files = files.filter(|entry| entry.file_type().is_file());
        files.map(|entry| (entry.path().to_path_buf(), fs::read(entry.path()).unwrap())).collect()
    }

    /// The program, ready to run here.
    pub(crate) fn command<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        self.program(Path::new(AJUDA), arguments)
    }

    fn program<'a>(&self, program: &Path, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        // What the person who runs the tests has set up must not reach the outcome.
        for name in
            ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "NO_COLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"]
        {
            command.env_remove(name);
        }
        command
    }

    /// Runs the program.
    #[track_caller]
    pub(crate) fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Output {
        self.finish(self.command(arguments))
    }

    /// Runs the program in a folder of the project.
    #[track_caller]
    pub(crate) fn run_in<'a>(&self, folder: &str, arguments: impl IntoIterator<Item = &'a str>) -> Output {
        let mut command = self.command(arguments);
        command.current_dir(self.path(folder));
        self.finish(command)
    }

    /// Runs the program as somebody whom file modes bind, which root is not. The folder becomes
    /// theirs, and the program goes where they can read it.
    #[track_caller]
    pub(crate) fn run_as_other<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Output {
        if !is_root() {
            return self.run(arguments);
        }
        let bin = TempDir::with_prefix("ajuda-bin-").unwrap();
        fs::set_permissions(bin.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let program = bin.path().join("ajuda");
        if fs::hard_link(AJUDA, &program).is_err() {
            fs::copy(AJUDA, &program).unwrap();
        }
        for entry in walkdir::WalkDir::new(self.folder.path()) {
            chown(entry.unwrap().path(), Some(OTHER), Some(OTHER)).unwrap();
        }
        let mut command = self.program(&program, arguments);
        command.uid(OTHER).gid(OTHER);
        self.finish(command)
    }

    /// Runs a command to its end.
    #[track_caller]
    pub(crate) fn finish(&self, mut command: Command) -> Output {
        let output = command.output().unwrap();
        Output {
            stdout: self.plain(&output.stdout),
            stderr: self.plain(&output.stderr),
            code: output.status.code(),
        }
    }

    /// What was printed, with what differs from run to run named instead.
    pub(crate) fn plain(&self, bytes: &[u8]) -> String {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        without_times(&text.replace(self.folder.path().to_str().unwrap(), "[project]"))
    }
}

/// Whether file modes do not bind us: what we make belongs to whoever we are.
pub(crate) fn is_root() -> bool {
    TempDir::new().unwrap().path().metadata().unwrap().uid() == 0
}

/// Replaces `12 ms` and `1.2 s` by `[time]`.
fn without_times(text: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_inclusive([' ', '\n']) {
        let unit = word.trim_end().trim_end_matches([',', '.', ':', ')']);
        let number = words.last().map(|last| last.trim_end().trim_start_matches('('));
        let is_time =
            matches!(unit, "ms" | "s") && number.is_some_and(|number| number.parse::<f64>().is_ok());
        if is_time {
            words.pop();
            words.push("[time]");
            words.push(&word[unit.len()..]);
        } else {
            words.push(word);
        }
    }
    words.concat()
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: Option<i32>,
}

impl Output {
    /// Holds the exit code.
    #[track_caller]
    pub(crate) fn code(self, code: i32) -> Output {
        assert_eq!(self.code, Some(code), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// Holds what was printed on standard output.
    #[track_caller]
    #[expect(clippy::needless_pass_by_value, reason = "`expect!` makes a value, and reads better so")]
    pub(crate) fn stdout(self, expected: Expect) -> Output {
        expected.assert_eq(&self.stdout);
        self
    }

    /// Holds what was printed on standard error.
    #[track_caller]
    #[expect(clippy::needless_pass_by_value, reason = "`expect!` makes a value, and reads better so")]
    pub(crate) fn stderr(self, expected: Expect) -> Output {
        expected.assert_eq(&self.stderr);
        self
    }
}
