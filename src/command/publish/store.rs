//! A repository that lives as long as the command: what is published, the new site, and the commit
//! between them. The person's own repository is only asked, never written to.

use std::ffi::OsString;
use std::path::Path;

use anyhow::{Context as _, bail};

use super::changes::{Blob, Tree};
use super::destination::Destination;
use super::git::{self, Git};
use crate::fs;
use crate::pipeline::SITE_MARKER;
use crate::render::Theme;

/// Where the branch is kept while the command runs.
const PUBLISHED: &str = "refs/ajuda/published";
/// A domain of its own, which GitHub keeps in the branch.
const DOMAIN: &str = "CNAME";
/// A page that every site has.
const ANY_PAGE: &str = "404.html";

/// The repository, and what the branch holds now.
#[derive(Debug)]
pub(super) struct Store {
    git: Git,
    /// The commit that is published; absent where the branch does not exist.
    tip: Option<String>,
    published: Tree,
}

impl Store {
    /// Makes the repository in `folder` and fetches what is published, without its history.
    ///
    /// # Errors
    /// When the remote does not answer.
    pub(super) fn open(destination: &Destination, folder: &Path) -> anyhow::Result<Store> {
        let reference = format!("refs/heads/{}", destination.branch);
        let unreachable = || format!("could not read the remote `{}`", destination.name);
        let listed = destination
            .git
            .talk(["ls-remote", "--exit-code", "--", &destination.remote, &reference], false)?;
        let exists = match listed.status.code() {
            Some(0) => true,
            // No such branch yet.
            Some(2) => false,
            _ => bail!("{}: {}", unreachable(), git::words(&listed)),
        };
        let hash_length =
            String::from_utf8_lossy(&listed.stdout).find(char::is_whitespace).unwrap_or_default();
        let format = if hash_length == 64 { "sha256" } else { "sha1" };
        let repository = folder.join("repository");
        let empty = folder.join("template");
        fs::create_folder(&empty)?;
        let init = ["init", "--quiet", "--bare", "--object-format", format, "--template"];
        let init = init
            .map(OsString::from)
            .into_iter()
            .chain([empty.into_os_string(), repository.clone().into_os_string()]);
        destination.git.run(init).context("could not make a repository to publish from")?;
        let git = destination.git.with_repository(repository);
        for (key, value) in destination.remote_settings()? {
            git.run(["config", "--add", &key, &value])?;
        }
        if !exists {
            return Ok(Store { git, tip: None, published: Tree::new() });
        }
        let refspec = format!("+{reference}:{PUBLISHED}");
        let fetched = git.talk(
            ["fetch", "--quiet", "--no-tags", "--depth=1", "--", &destination.remote, &refspec],
            false,
        )?;
        if !fetched.status.success() {
            bail!("{}: {}", unreachable(), git::words(&fetched));
        }
        let tip = git.run(["rev-parse", "--verify", PUBLISHED])?;
        let published = read_tree(&git.run(["ls-tree", "-r", "-z", "--long", "--full-tree", &tip])?);
        Ok(Store { git, tip: Some(tip), published })
    }

    /// What the branch holds.
    pub(super) fn published(&self) -> &Tree {
        &self.published
    }

    /// Whether the branch does not exist yet.
    pub(super) fn is_first(&self) -> bool {
        self.tip.is_none()
    }

    /// Whether ajuda wrote what the branch holds.
    pub(super) fn is_ours(&self) -> bool {
        self.published.contains_key(SITE_MARKER)
    }

    /// The domain that the branch says it is served at.
    pub(super) fn domain(&self) -> anyhow::Result<Option<String>> {
        match self.published.get(DOMAIN) {
            Some(blob) => self.git.ask(["cat-file", "blob", &blob.hash]),
            None => Ok(None),
        }
    }

    /// Takes in the files of a site. A domain that was set on the host stays, and so does the theme of the
    /// pages that readers have open, or their browsers kept.
    ///
    /// # Errors
    /// When git cannot read a file.
    pub(super) fn add(&self, site: &Path) -> anyhow::Result<Tree> {
        let files = fs::list(site)?;
        let mut paths = String::new();
        for (path, _) in &files {
            if path.contains(['\n', '\r']) {
                bail!("`{}` cannot be published: its name holds a line end", path.escape_debug());
            }
            let file = site.join(path);
            paths += file.to_str().context("the path of the repository is not UTF-8")?;
            paths.push('\n');
        }
        let hashes =
            self.git.fed(["hash-object", "-w", "--no-filters", "--stdin-paths"], paths.into_bytes())?;
        let blobs = hashes
            .lines()
            .zip(files)
            .map(|(hash, (path, bytes))| (path, Blob { hash: hash.to_owned(), bytes }));
        let mut tree: Tree = blobs.collect();
        if let Some(domain) = self.published.get(DOMAIN) {
            tree.entry(DOMAIN.to_owned()).or_insert_with(|| domain.clone());
        }
        let last = self.theme()?;
        // Where the theme is what it was, the one before it stays too.
        let is_same = last.as_ref().is_some_and(|last| tree.keys().any(|path| path.starts_with(last)));
        let is_kept = |path: &str| last.as_ref().is_some_and(|last| is_same || path.starts_with(last));
        for (path, blob) in self.published.iter().filter(|(path, _)| Theme::is_of_theme(path)) {
            if is_kept(path) {
                tree.entry(path.clone()).or_insert_with(|| blob.clone());
            }
        }
        Ok(tree)
    }

    /// The folder of the theme that the published pages load; absent where they load none.
    fn theme(&self) -> anyhow::Result<Option<String>> {
        let Some(page) = self.published.get(ANY_PAGE).filter(|_| self.is_ours()) else { return Ok(None) };
        let page = self.git.ask(["cat-file", "blob", &page.hash])?.unwrap_or_default();
        let folder = |path: &String| Some(path[..=path.match_indices('/').nth(1)?.0].to_owned());
        let paths = self.published.keys().filter(|path| Theme::is_of_theme(path));
        Ok(paths.filter_map(folder).find(|folder| page.contains(folder)))
    }

    /// Makes a commit of these files upon what is published.
    ///
    /// # Errors
    /// When git refuses a path.
    pub(super) fn commit(
        &self,
        tree: &Tree,
        message: &str,
        destination: &Destination,
    ) -> anyhow::Result<String> {
        let mut entries = Vec::new();
        for (path, blob) in tree {
            entries.extend_from_slice(format!("100644 {}\t{path}\0", blob.hash).as_bytes());
        }
        self.git.fed(["update-index", "-z", "--index-info"], entries)?;
        let written = self.git.run(["write-tree"])?;
        let mut arguments: Vec<&str> = Vec::new();
        // A machine that publishes often has no name of its own.
        if destination.git.ask(["var", "GIT_COMMITTER_IDENT"])?.is_none() {
            arguments.extend(["-c", "user.name=ajuda", "-c", "user.email=ajuda@localhost"]);
        }
        arguments.extend(["commit-tree", &written, "-m", message]);
        if let Some(tip) = &self.tip {
            arguments.extend(["-p", tip]);
        }
        self.git.run(arguments)
    }

    /// Moves the branch to a commit, if it still is where it was.
    ///
    /// # Errors
    /// When the remote refuses; the branch is as it was then.
    pub(super) fn push(&self, destination: &Destination, commit: &str, progress: bool) -> anyhow::Result<()> {
        let reference = format!("refs/heads/{}", destination.branch);
        let lease = format!("--force-with-lease={reference}:{}", self.tip.as_deref().unwrap_or_default());
        let refspec = format!("{commit}:{reference}");
        let seen = progress && std::io::IsTerminal::is_terminal(&std::io::stderr());
        let pushed = self.git.talk(
            ["push", "--porcelain", "--no-follow-tags", &lease, "--", &destination.remote, &refspec],
            seen,
        )?;
        if pushed.status.success() {
            return Ok(());
        }
        // `!`, the two references, and why.
        let answer = String::from_utf8_lossy(&pushed.stdout).into_owned();
        let refused = answer.lines().find_map(|line| line.strip_prefix("!\t")?.split('\t').nth(1));
        let name = &destination.name;
        match refused {
            Some(why)
                if ["stale info", "fetch first", "non-fast-forward", "failed to update ref"]
                    .iter()
                    .any(|word| why.contains(word)) =>
            {
                bail!(
                    "not published: somebody else published to `{}` on `{name}` in the meantime; look at it and publish again",
                    destination.branch
                )
            }
            Some(why) => bail!("not published: `{name}` refused the push, {why}: {}", git::words(&pushed)),
            None => bail!("not published: could not push to `{name}`: {}", git::words(&pushed)),
        }
    }
}

/// Reads `<mode> <type> <hash> <size>\t<path>`, each ended by a zero byte.
fn read_tree(listed: &str) -> Tree {
    let entry = |line: &str| {
        let (facts, path) = line.split_once('\t')?;
        let mut facts = facts.split_whitespace().skip(2);
        let hash = facts.next()?.to_owned();
        let bytes = facts.next()?.parse().unwrap_or_default();
        Some((path.to_owned(), Blob { hash, bytes }))
    };
    listed.split('\0').filter_map(entry).collect()
}
