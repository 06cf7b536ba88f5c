//! Addresses that links may have: which schemes lead somewhere, and which could run something.

/// Schemes that lead somewhere and run nothing. Any other may start a program on the reader's machine.
pub const SCHEMES: &[&str] = &[
    "ftp", "ftps", "geo", "http", "https", "irc", "ircs", "magnet", "mailto", "matrix", "news", "nntp",
    "sip", "sips", "sms", "tel", "webcal", "xmpp",
];

/// Whether a URL has a scheme that runs code, or carries a document of its own. Browsers drop white
/// space and control characters inside the scheme, so they are dropped here first.
pub fn runs_code(url: &str) -> bool {
    let Some((scheme, _)) = url.split_once(':') else { return false };
    let compact = scheme.chars().filter(|c| !c.is_whitespace() && !c.is_control());
    let compact: String = compact.map(|c| c.to_ascii_lowercase()).collect();
    matches!(&*compact, "javascript" | "vbscript" | "livescript" | "data" | "blob" | "filesystem")
}

/// The scheme of a URL in lower case (RFC 3986, section 3.1); a single letter is a Windows drive.
pub fn scheme(url: &str) -> Option<String> {
    let (scheme, _) = url.split_once(':')?;
    is_scheme(scheme).then(|| scheme.to_ascii_lowercase())
}

/// Whether a text has the form of a scheme.
pub fn is_scheme(scheme: &str) -> bool {
    scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
}

/// Whether a URL is a picture in itself, of a kind that holds no code (SVG does).
pub fn is_picture(url: &str) -> bool {
    let kinds = ["png", "jpeg", "gif", "webp", "avif"];
    let data = url.strip_prefix("data:image/").and_then(|rest| rest.split_once(";base64,"));
    let base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
    data.is_some_and(|(kind, data)| kinds.contains(&kind) && data.bytes().all(base64))
}

/// Whether an address is of the web, with a host, and can stand in HTML, XML and text as it is.
pub fn is_web(url: &str) -> bool {
    let rest = url
        .split_once("://")
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"));
    let plain =
        |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '"' | '\'' | '<' | '>' | '\\');
    rest.is_some_and(|(_, rest)| !rest.is_empty() && !rest.starts_with('/')) && url.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_code_is_seen_whatever_stands_in_it() {
        for url in [
            "javascript:x",
            " JaVa\tScRiPt:x",
            "data:text/html,x",
            "vbscript:x",
            "java\u{0}script:x",
            "\u{1}javascript:x",
            "javascript\n:x",
        ] {
            assert!(runs_code(url), "{url:?}");
        }
        for url in ["https://x/javascript:y", "a/b.md", "mailto:a@b", "#data:"] {
            assert!(!runs_code(url), "{url:?}");
        }
    }

    #[test]
    fn schemes_and_addresses_of_the_web() {
        assert_eq!(scheme("MailTo:a@b").as_deref(), Some("mailto"));
        assert_eq!(scheme("C:\\x"), None);
        assert_eq!(scheme("ação:x"), None);
        for url in ["https://example.com", "http://127.0.0.1:4000/a/b"] {
            assert!(is_web(url), "{url}");
        }
        for url in
            ["example.com", "//example.com", "https://", "https:///x", "javascript://x", "https://a\"b"]
        {
            assert!(!is_web(url), "{url}");
        }
    }
}
