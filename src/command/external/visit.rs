//! One link of the web: asked for as a polite program does, and what its answer means.

use std::net::IpAddr;
use std::time::Duration;

use ureq::http::header::{LOCATION, RETRY_AFTER};

use super::robots::Robots;
use crate::model::address;

/// Who asks.
pub(super) const AGENT: &str = "ajuda";
/// How often an answer may lead on.
const MOST_HOPS: usize = 10;
/// The most that is read of a `robots.txt`.
const LONGEST_ROBOTS: u64 = 500 * 1024;

/// What became of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It leads somewhere.
    Fine,
    /// It leads nowhere: why.
    Broken(String),
    /// Readers may reach it; this program cannot tell: why.
    Uncertain(String),
}

/// What a try came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Final(Verdict),
    /// Worth another try, after this long where the host says so; what to say if there is none.
    Again(Option<Duration>, Verdict),
}

/// The way out, with its timeouts.
pub(super) fn agent(longest: Duration) -> ureq::Agent {
    let agent = format!("{AGENT}/{} (link checker)", env!("CARGO_PKG_VERSION"));
    ureq::Agent::config_builder()
        .timeout_global(Some(longest))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .user_agent(agent)
        .build()
        .new_agent()
}

/// The scheme, host and port of an address of the web.
pub(super) fn origin(url: &str) -> &str {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url[start..].find(['/', '?', '#']).map_or(url.len(), |at| start + at);
    &url[..end]
}

/// What a host asks of programs; a host without such a file asks nothing.
pub(super) fn robots(agent: &ureq::Agent, origin: &str) -> Robots {
    let answer = agent.get(format!("{origin}/robots.txt")).call();
    let Ok(mut answer) = answer else { return Robots::default() };
    if !answer.status().is_success() {
        return Robots::default();
    }
    let text = answer.body_mut().with_config().limit(LONGEST_ROBOTS).lossy_utf8(true).read_to_string();
    Robots::read(&text.unwrap_or_default(), AGENT)
}

/// Whether an address is of this machine or a private network, which content must not make us ask.
pub(super) fn is_private(url: &str) -> bool {
    let authority = origin(url).split("://").nth(1).unwrap_or("");
    let host = authority.rsplit('@').next().unwrap_or("");
    let host = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let host = host.trim_start_matches('[').trim_end_matches(']').trim_end_matches('.');
    match host.parse::<IpAddr>() {
        Ok(IpAddr::V4(v4)) => {
            v4.is_loopback() || v4.is_private() || v4.is_link_local() || v4.is_unspecified()
        }
        Ok(IpAddr::V6(v6)) => {
            v6.is_loopback()
                || v6.is_unspecified()
                || v6.is_unique_local()
                || v6.is_unicast_link_local()
                || v6.to_ipv4_mapped().is_some()
        }
        Err(_) => {
            let host = host.to_ascii_lowercase();
            // A name without a dot, or a number in another base, is of the network here.
            host == "localhost"
                || host.ends_with(".localhost")
                || !host.contains('.')
                || host.ends_with(".internal")
        }
    }
}

/// Asks for a link, and for what it leads on to; `may_ask` says of each address whether it may be.
pub(super) fn visit(agent: &ureq::Agent, url: &str, may_ask: &dyn Fn(&str) -> Result<(), String>) -> Answer {
    let mut url = url.to_owned();
    for _ in 0..=MOST_HOPS {
        if let Err(reason) = may_ask(&url) {
            return Answer::Final(Verdict::Uncertain(reason));
        }
        // The beginning of the answer is enough; a host that knows no HEAD is asked the longer way.
        let mut answer = agent.head(&url).call();
        let refused = |status: u16| matches!(status, 400 | 403 | 404 | 405 | 406 | 501);
        if answer.as_ref().is_ok_and(|answer| refused(answer.status().as_u16())) {
            answer = agent.get(&url).call();
        }
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) => return failure(&error),
        };
        let header = |name| answer.headers().get(name).and_then(|value| value.to_str().ok());
        let status = answer.status().as_u16();
        match status {
            301 | 302 | 303 | 307 | 308 => match header(LOCATION).map(|to| absolute(&url, to)) {
                Some(to) if to.starts_with("http://") || to.starts_with("https://") => url = to,
                _ => return Answer::Final(Verdict::Broken(format!("answers {status} and leads nowhere"))),
            },
            404 | 410 => return Answer::Final(Verdict::Broken(format!("answers {status}: it is not there"))),
            401 | 403 | 407 | 451 => {
                let reason = format!("answers {status}: it may be there for readers, but not for programs");
                return Answer::Final(Verdict::Uncertain(reason));
            }
            408 | 425 | 429 | 500..=599 => {
                let wait = header(RETRY_AFTER).and_then(|seconds| seconds.trim().parse().ok());
                let reason = match status {
                    429 => "answers 429: the host wants fewer questions, so it was not checked".to_owned(),
                    _ => format!("answers {status}: the host has trouble"),
                };
                return Answer::Again(wait.map(Duration::from_secs), Verdict::Uncertain(reason));
            }
            400..=499 => return Answer::Final(Verdict::Broken(format!("answers {status}"))),
            _ => return Answer::Final(Verdict::Fine),
        }
    }
    Answer::Final(Verdict::Broken(format!("leads on more than {MOST_HOPS} times")))
}

fn failure(error: &ureq::Error) -> Answer {
    let again = |verdict| Answer::Again(None, verdict);
    match error {
        ureq::Error::HostNotFound => again(Verdict::Broken("its host is not known".to_owned())),
        ureq::Error::ConnectionFailed => again(Verdict::Broken("its host takes no connection".to_owned())),
        ureq::Error::Timeout(_) => again(Verdict::Uncertain("its host gave no answer in time".to_owned())),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => {
            Answer::Final(Verdict::Broken("is no address of the web".to_owned()))
        }
        ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            again(Verdict::Broken("its host takes no connection".to_owned()))
        }
        error => {
            let reason: String = error.to_string().chars().take(120).collect();
            again(Verdict::Uncertain(format!("its host gave no whole answer ({reason})")))
        }
    }
}

/// Where an answer leads on to, from the address that gave it (RFC 3986, section 5, without dots).
fn absolute(from: &str, to: &str) -> String {
    let to = to.split('#').next().unwrap_or("");
    if address::scheme(to).is_some() {
        return to.to_owned();
    }
    if let Some(rest) = to.strip_prefix("//") {
        let scheme = from.split("://").next().unwrap_or("https");
        return format!("{scheme}://{rest}");
    }
    let origin = origin(from);
    if to.starts_with('/') {
        return format!("{origin}{to}");
    }
    let path = from[origin.len()..].split('?').next().unwrap_or("");
    let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
    format!("{origin}{folder}{to}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_known() {
        for url in [
            "http://localhost/",
            "http://LOCALHOST:80/x",
            "http://127.0.0.1:8080/",
            "http://10.1.2.3/",
            "http://192.168.0.1",
            "http://169.254.169.254/latest/meta-data",
            "http://[::1]/",
            "http://[fd00::1]:80/",
            "http://[::ffff:10.0.0.1]/",
            "http://router/",
            "http://2130706433/",
            "http://a@127.0.0.1/",
            "http://metadata.google.internal/",
        ] {
            assert!(is_private(url), "{url}");
        }
        for url in ["https://example.com/", "http://8.8.8.8/", "https://localhost.example.com/x"] {
            assert!(!is_private(url), "{url}");
        }
    }

    #[test]
    fn an_answer_leads_on_from_where_it_was_given() {
        for (to, expected) in [
            ("https://b.example/x#y", "https://b.example/x"),
            ("javascript:x", "javascript:x"),
            ("//b.example/x", "https://b.example/x"),
            ("/x", "https://a.example:8/x"),
            ("x", "https://a.example:8/f/x"),
        ] {
            assert_eq!(absolute("https://a.example:8/f/g?q=/", to), expected);
        }
    }
}
