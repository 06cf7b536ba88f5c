//! The system's git, run on one repository.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, bail};

/// What git takes from the environment to find a repository. A hook or an alias that runs us has
/// them set for its own.
const LOCAL: [&str; 8] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
];

/// Where git is run.
#[derive(Clone, Debug)]
pub(super) struct Git {
    /// The folder it runs in; relative remotes are meant from here.
    folder: PathBuf,
    /// The repository, where it is not the one that the folder lies in.
    repository: Option<PathBuf>,
}

impl Git {
    /// The repository that a folder lies in.
    pub(super) fn around(folder: &Path) -> Git {
        Git { folder: folder.to_path_buf(), repository: None }
    }

    /// A bare repository, with remotes meant from the same folder.
    pub(super) fn with_repository(&self, repository: PathBuf) -> Git {
        Git { repository: Some(repository), ..self.clone() }
    }

    /// Runs git and returns what it printed, without the last line end.
    ///
    /// # Errors
    /// When git is missing, or with its own words when it fails.
    pub(super) fn run<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> anyhow::Result<String> {
        self.fed(arguments, Vec::new())
    }

    /// The same with something on its standard input.
    ///
    /// # Errors
    /// As `run`.
    pub(super) fn fed<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
        input: Vec<u8>,
    ) -> anyhow::Result<String> {
        let mut command = self.command(arguments);
        let output = feed(&mut command, input, false)?;
        if !output.status.success() {
            bail!("{}", words(&output));
        }
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(text.strip_suffix('\n').unwrap_or(&text).to_owned())
    }

    /// What git printed; `None` where it failed, as it does where something is not there.
    ///
    /// # Errors
    /// When git is missing.
    pub(super) fn ask<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> anyhow::Result<Option<String>> {
        let output = feed(&mut self.command(arguments), Vec::new(), false)?;
        let text = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
        Ok(output.status.success().then_some(text))
    }

    /// Talks to a remote. On a terminal its progress is seen.
    ///
    /// # Errors
    /// When git is missing.
    pub(super) fn talk<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
        progress: bool,
    ) -> anyhow::Result<Output> {
        feed(&mut self.command(arguments), Vec::new(), progress)
    }

    fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.folder);
        for name in LOCAL {
            command.env_remove(name);
        }
        if let Some(repository) = &self.repository {
            // What the person's own repository says of its folders does not hold for this one.
            command
                .args(["-c", "core.bare=true", "-c", "core.logAllRefUpdates=false", "--git-dir"])
                .arg(repository);
        }
        // Messages that we read must be English.
        command.args(arguments).env("LC_ALL", "C");
        command
    }
}

/// What git says went wrong, on one line.
pub(super) fn words(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let lines =
        text.lines().map(|line| line.trim().trim_start_matches("fatal: ").trim_start_matches("error: "));
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let said = lines.join("; ");
    if said.is_empty() { format!("git ended with {}", output.status) } else { format!("git says: {said}") }
}

fn feed(command: &mut Command, input: Vec<u8>, seen: bool) -> anyhow::Result<Output> {
    command.stdin(if input.is_empty() { Stdio::null() } else { Stdio::piped() });
    command.stdout(Stdio::piped()).stderr(if seen { Stdio::inherit() } else { Stdio::piped() });
    let mut child =
        command.spawn().context("could not run `git`, which publishing needs; is it installed?")?;
    let stdin = child.stdin.take();
    std::thread::scope(|scope| {
        // Git answers while it reads, so writing must not wait for reading.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
        child.wait_with_output().context("could not run `git`")
    })
}
