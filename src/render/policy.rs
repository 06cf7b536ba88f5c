//! What a page may load and run: the content security policy that every page carries in a `<meta>`.

use crate::config::Config;

/// The policy. Scripts and styles come from the site alone; pictures, films and frames may come from
/// elsewhere, as the content shows them; what readers send goes where the site is configured to. A site
/// with `unsafe-html` lets in what its content brings.
pub(super) fn of(config: &Config) -> String {
    let endpoint = config.feedback.endpoint.as_deref().and_then(origin).map(|origin| format!(" {origin}"));
    let endpoint = endpoint.unwrap_or_default();
    // Where raw HTML passes as it is written, so do the scripts and styles in it.
    let written = if config.unsafe_html { " 'unsafe-inline' https:" } else { "" };
    [
        "default-src 'none'".to_owned(),
        format!("script-src 'self' 'inline-speculation-rules'{written}"),
        format!("style-src 'self'{written}"),
        "img-src 'self' data: https: http:".to_owned(),
        "media-src 'self' https:".to_owned(),
        "font-src 'self'".to_owned(),
        format!("connect-src 'self'{endpoint}"),
        "frame-src https:".to_owned(),
        "manifest-src 'self'".to_owned(),
        format!("form-action 'self'{endpoint}"),
        "base-uri 'none'".to_owned(),
    ]
    .join("; ")
}

/// The scheme, host and port of an address; `None` where it has no host, or more than a host may be.
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())?;
    let plain = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'));
    (plain(scheme) && plain(host)).then(|| format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_is_named_by_its_origin_alone() {
        assert_eq!(origin("https://a.example.com:8443/x?y").as_deref(), Some("https://a.example.com:8443"));
        assert_eq!(origin("/feedback"), None);
        assert_eq!(origin("https://a; script-src *"), None);
    }
}
