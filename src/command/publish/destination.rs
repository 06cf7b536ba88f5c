//! Where the site goes: a remote, a branch, and the address it is served at.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::Args;
use super::git::Git;
use super::host::{self, Hosted};
use super::store::Store;
use crate::config::Config;
use crate::fs::{self, Stage};

/// A branch on a remote.
#[derive(Debug)]
pub(super) struct Destination {
    /// The folder and the repository the command runs in.
    pub(super) git: Git,
    /// That repository's own folder; absent where there is none, and the remote is an address.
    repository: Option<PathBuf>,
    /// What git is given: the name of a remote, or an address.
    pub(super) remote: String,
    /// The same for people, without passwords.
    pub(super) name: String,
    /// Without `refs/heads/`.
    pub(super) branch: String,
    /// Where the host serves it, if it is one that is known.
    served_at: Option<String>,
    /// Whether the host must be told of the branch.
    pub(super) chosen_in_settings: bool,
}

impl Destination {
    /// What the command line says, over the settings, over the usual.
    pub(super) fn find(args: &Args, config: &Config) -> anyhow::Result<Destination> {
        let here = std::path::absolute(".")?;
        let folder = here.join(&config.root);
        let git = Git::around(&folder);
        let repository = git.ask(["rev-parse", "--absolute-git-dir"])?.map(PathBuf::from);
        let asked = args.remote.as_ref().or(config.publish.remote.as_ref());
        let remote = asked.cloned().unwrap_or_else(|| "origin".to_owned());
        // As it is written, and with what `insteadOf` makes of it.
        let (written, known) = match &repository {
            Some(_) => (
                git.ask(["config", "--get", &format!("remote.{remote}.url")])?,
                git.ask(["remote", "get-url", "--", &remote])?,
            ),
            None => (None, None),
        };
        let is_path = remote.contains('/') || remote.contains('\\') || folder.join(&remote).exists();
        if known.is_none() && !is_path && !remote.contains(':') {
            match repository {
                Some(_) => {
                    bail!("the repository has no remote `{remote}`: name one, or an address, with `--remote`")
                }
                None => bail!(
                    "`{}` lies in no git repository: name the address to push to with `--remote`",
                    folder.display()
                ),
            }
        }
        let urls = [written, known.clone(), Some(remote.clone())];
        let hosted = urls.iter().flatten().find_map(|url| host::of_remote(url));
        // A path is meant from where the command runs, git would take it from elsewhere.
        let remote = match (&known, Path::new(&remote)) {
            (None, path) if args.remote.is_some() && path.exists() => {
                std::path::absolute(path)?.to_str().context("the path of the remote is not UTF-8")?.to_owned()
            }
            _ => remote,
        };
        let usual = hosted.as_ref().map_or("gh-pages", |hosted: &Hosted| hosted.branch);
        let branch = args.branch.as_deref().or(config.publish.branch.as_deref()).unwrap_or(usual);
        let branch = branch.strip_prefix("refs/heads/").unwrap_or(branch).to_owned();
        if git.ask(["check-ref-format", "--branch", &branch])?.is_none() {
            bail!("`{branch}` cannot be the name of a branch");
        }
        Ok(Destination {
            name: host::without_secrets(&remote),
            chosen_in_settings: hosted.as_ref().is_some_and(|hosted| hosted.chosen),
            served_at: hosted.map(|hosted| hosted.base_url),
            git,
            repository,
            remote,
            branch,
        })
    }

    /// A folder to work in, out of everybody's way: in the repository's own, which no tool looks into.
    pub(super) fn stage(&self) -> anyhow::Result<Stage> {
        let parent = self.repository.clone().unwrap_or_else(std::env::temp_dir);
        Stage::begin(&parent.join("ajuda-publish"), ".ajuda-publish")
    }

    /// The address the site will have: a domain of its own, else where the host serves the repository.
    pub(super) fn base_url(&self, config: &Config, store: &Store) -> anyhow::Result<Option<String>> {
        for file in [config.static_files.join("CNAME"), config.content.join("CNAME")] {
            let text =
                fs::read_optional(&file).with_context(|| format!("could not read `{}`", file.display()))?;
            if let Some(text) = text {
                let address = host::of_cname(&text);
                return address
                    .with_context(|| {
                        format!("`{}` holds no domain such as `help.example.com`", file.display())
                    })
                    .map(Some);
            }
        }
        let kept = store.domain()?.as_deref().and_then(host::of_cname);
        Ok(kept.or_else(|| self.served_at.clone()))
    }

    /// What the commit says.
    pub(super) fn message(&self, asked: Option<&str>) -> anyhow::Result<String> {
        if let Some(message) = asked {
            return Ok(message.to_owned());
        }
        let source = match &self.repository {
            Some(_) => self.git.ask(["describe", "--always", "--dirty", "--exclude", "*"])?,
            None => None,
        };
        Ok(source.map_or_else(|| "Publish".to_owned(), |source| format!("Publish {source}")))
    }

    /// The settings of the person's repository that talking to the remote may need, as git lists them.
    pub(super) fn remote_settings(&self) -> anyhow::Result<Vec<(String, String)>> {
        if self.repository.is_none() {
            return Ok(Vec::new());
        }
        let listed =
            self.git.ask(["config", "--local", "--includes", "--list", "--null"])?.unwrap_or_default();
        let settings = listed.split('\0').filter_map(|setting| setting.split_once('\n'));
        let wanted = |key: &str| {
            let sections = [
                "remote.",
                "url.",
                "credential.",
                "http.",
                "https.",
                "ssh.",
                "protocol.",
                "user.",
                "author.",
                "committer.",
            ];
            sections.iter().any(|section| key.starts_with(section))
                || matches!(key, "core.sshcommand" | "core.gitproxy" | "core.askpass")
        };
        Ok(settings
            .filter(|(key, _)| wanted(key))
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect())
    }
}
