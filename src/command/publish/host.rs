//! Where a host serves what is pushed to it, read from the address of the remote.

/// A repository on a host that serves pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hosted {
    /// Where the pages are served, with a `/` at the end.
    pub(super) base_url: String,
    /// The branch that the host serves.
    pub(super) branch: &'static str,
    /// Whether somebody has to choose the branch in the settings of the repository first.
    pub(super) chosen: bool,
}

/// The host of a remote; `None` where it is none that is known to serve pages.
pub(super) fn of_remote(url: &str) -> Option<Hosted> {
    let (host, path) = host_and_path(url)?;
    let path = path.trim_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let (owner, repository) = path.split_once('/')?;
    let owner = owner.to_ascii_lowercase();
    if owner.is_empty() || repository.is_empty() {
        return None;
    }
    let (domain, root, branch) = match host.to_ascii_lowercase().as_str() {
        "github.com" | "ssh.github.com" if !repository.contains('/') => {
            (format!("{owner}.github.io"), format!("{owner}.github.io"), "gh-pages")
        }
        "gitlab.com" => (format!("{owner}.gitlab.io"), format!("{owner}.gitlab.io"), "gh-pages"),
        "codeberg.org" if !repository.contains('/') => {
            (format!("{owner}.codeberg.page"), "pages".to_owned(), "pages")
        }
        _ => return None,
    };
    let base_url = if repository.eq_ignore_ascii_case(&root) {
        format!("https://{domain}/")
    } else {
        format!("https://{domain}/{repository}/")
    };
    Some(Hosted { base_url, branch, chosen: domain.ends_with(".github.io") })
}

/// The host and the path of `https://…`, `ssh://…` and `git@host:path`.
fn host_and_path(url: &str) -> Option<(&str, &str)> {
    let without_user = |authority: &'_ str| authority.rfind('@').map_or(0, |at| at + 1);
    if let Some((scheme, rest)) = url.split_once("://") {
        if !matches!(scheme, "https" | "http" | "ssh" | "git" | "git+ssh") {
            return None;
        }
        let (authority, path) = rest.split_once('/')?;
        let host = &authority[without_user(authority)..];
        return Some((host.split(':').next().unwrap_or(host), path));
    }
    // The short form of ssh; a path with a colon behind its first slash is no host.
    let (authority, path) = url.split_once(':')?;
    (!authority.contains('/')).then(|| (&authority[without_user(authority)..], path))
}

/// An address without the name and password that may stand in it.
pub(super) fn without_secrets(url: &str) -> String {
    match url.split_once("://") {
        Some((scheme, rest)) => {
            let end = rest.find('/').unwrap_or(rest.len());
            let host = rest[..end].rfind('@').map_or(0, |at| at + 1);
            format!("{scheme}://{}", &rest[host..])
        }
        None => url.to_owned(),
    }
}

/// The address that a `CNAME` file stands for.
pub(super) fn of_cname(text: &str) -> Option<String> {
    let domain = text.trim();
    let plain = domain.contains('.') && domain.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    plain.then(|| format!("https://{domain}/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_follows_from_the_remote() {
        for (remote, base_url) in [
            ("https://github.com/Contoso/help.git", "https://contoso.github.io/help/"),
            ("https://me:token@github.com/contoso/help", "https://contoso.github.io/help/"),
            ("git@github.com:contoso/Help.git", "https://contoso.github.io/Help/"),
            ("ssh://git@github.com:22/contoso/help.git/", "https://contoso.github.io/help/"),
            ("git@github.com:contoso/Contoso.github.io.git", "https://contoso.github.io/"),
            ("https://gitlab.com/contoso/docs/help.git", "https://contoso.gitlab.io/docs/help/"),
            ("https://codeberg.org/contoso/pages", "https://contoso.codeberg.page/"),
        ] {
            assert_eq!(
                of_remote(remote).map(|hosted| hosted.base_url).as_deref(),
                Some(base_url),
                "{remote}"
            );
        }
        for remote in [
            "../bare.git",
            "/srv/help.git",
            "https://git.example.com/a/b",
            "https://github.com/",
            "file:///a/b/c",
        ] {
            assert_eq!(of_remote(remote), None, "{remote}");
        }
    }

    #[test]
    fn passwords_are_not_shown() {
        assert_eq!(without_secrets("https://me:token@github.com/a/b@c"), "https://github.com/a/b@c");
        assert_eq!(without_secrets("git@github.com:a/b"), "git@github.com:a/b");
    }

    #[test]
    fn a_domain_is_an_address() {
        assert_eq!(of_cname("help.example.com\n").as_deref(), Some("https://help.example.com/"));
        assert_eq!(of_cname(""), None);
        assert_eq!(of_cname("a b.c"), None);
    }
}
