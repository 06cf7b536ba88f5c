//! `ajuda check --external`, against a host that misbehaves in each way.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::project::Project;

/// What was asked for, and how often.
type Asked = Arc<Mutex<BTreeMap<String, usize>>>;

/// How many ask for a slow page at this moment, and how many ever did.
static CROWD: (Mutex<(usize, usize)>, Condvar) = (Mutex::new((0, 0)), Condvar::new());

/// Answers slowly: as long as others could come, who are counted.
fn wait_for_others() {
    let (crowd, came) = &CROWD;
    let mut counts = crowd.lock().unwrap();
    counts.0 += 1;
    counts.1 = counts.1.max(counts.0);
    came.notify_all();
    let few = |counts: &mut (usize, usize)| counts.1 < 3;
    let (mut counts, _) = came.wait_timeout_while(counts, Duration::from_millis(200), few).unwrap();
    counts.0 -= 1;
}

/// A host of its own thread; its address, and what it was asked.
fn host() -> (String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Asked::default();
    let shared = Arc::clone(&asked);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let asked = Arc::clone(&shared);
            thread::spawn(move || answer(stream, &asked));
        }
    });
    (address, asked)
}

fn answer(mut stream: TcpStream, asked: &Asked) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(line) = lines.next() else { return };
    for header in lines.by_ref() {
        if header.is_empty() {
            break;
        }
    }
    let mut words = line.split(' ');
    let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or("").to_owned());
    let times = {
        let mut asked = asked.lock().unwrap();
        let times = asked.entry(format!("{method} {path}")).or_default();
        *times += 1;
        *times
    };
    let plain = |status: &str| format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n");
    let text = match path.as_str() {
        "/robots.txt" => {
            let robots = "User-agent: *\nDisallow: /private\n";
            format!(
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{robots}",
                robots.len()
            )
        }
        "/gone" => plain("404 Not Found"),
        "/removed" => plain("410 Gone"),
        "/moved" => plain("301 Moved Permanently") + "Location: /fine\r\n",
        "/circle" => plain("302 Found") + "Location: /circle\r\n",
        "/script" => plain("302 Found") + "Location: javascript:alert(1)\r\n",
        "/inside" => plain("302 Found") + "Location: http://169.254.169.254/latest/meta-data\r\n",
        "/forbidden" => plain("403 Forbidden"),
        "/busy" if times <= 1 => plain("429 Too Many Requests") + "Retry-After: 0\r\n",
        "/too-busy" => plain("429 Too Many Requests") + "Retry-After: 0\r\n",
        "/patient" => plain("429 Too Many Requests") + "Retry-After: 86400\r\n",
        "/trouble" => plain("500 Internal Server Error"),
        "/recovers" if times <= 1 => plain("503 Service Unavailable"),
        "/no-head" if method == "HEAD" => plain("405 Method Not Allowed"),
        "/cut" => return,
        "/garbage" => "\u{16}\u{3}\u{1}nonsense\r\n\r\n".to_owned(),
        "/endless" => {
            while stream.write_all(b"X-More: and more\r\n").is_ok() {}
            return;
        }
        "/silent" => {
            // Kept open until the program has had enough.
            for _ in lines {}
            return;
        }
        slow if slow.starts_with("/slow/") => {
            wait_for_others();
            plain("200 OK")
        }
        _ => plain("200 OK"),
    };
    let _ = stream.write_all(text.as_bytes());
    if !text.contains("\r\n\r\n") {
        let _ = stream.write_all(b"\r\n");
    }
}

fn project(paths: &[&str], host: &str) -> Project {
    let links: Vec<String> = paths.iter().map(|path| format!("[x]({host}{path})")).collect();
    Project::small().file("content/en/links.md", format!("# Links\n\n{}\n", links.join("\n\n")))
}

#[test]
fn each_misbehaviour_is_told_as_what_it_is() {
    let (host, asked) = host();
    let paths = [
        "/fine",
        "/fine#part",
        "/gone",
        "/removed",
        "/moved",
        "/circle",
        "/script",
        "/inside",
        "/forbidden",
        "/busy",
        "/too-busy",
        "/patient",
        "/trouble",
        "/recovers",
        "/no-head",
        "/cut",
        "/garbage",
        "/endless",
        "/private/x",
    ];
    let project = project(&paths, &host);
    project.write(
        "content/en/other.md",
        format!("# Other\n\n[x]({host}/gone) [y](http://127.0.0.2:1/) [z](http://10.0.0.1/)\n"),
    );
    let only = ["--only", host.as_str(), "--only", "http://127.0.0.2:1/", "--skip", "http://example.com/"];
    let arguments =
        [&["check", "--external", "--max-time", "60", "--message-format", "short"] as &[&str], &only]
            .concat();
    let output = project.run(arguments.clone()).code(1);
    let said = output.stderr.replace(&host, "[host]");
    for (path, code, reason) in [
        ("/gone", "error[link/external-broken]", "answers 404"),
        ("/removed", "error[link/external-broken]", "answers 410"),
        ("/circle", "error[link/external-broken]", "leads on more than 10 times"),
        ("/script", "error[link/external-broken]", "answers 302 and leads nowhere"),
        ("/inside", "warning[link/external-uncertain]", "is of a private network"),
        ("/forbidden", "warning[link/external-uncertain]", "answers 403: it may be there for readers"),
        ("/too-busy", "warning[link/external-uncertain]", "answers 429"),
        ("/patient", "warning[link/external-uncertain]", "answers 429"),
        ("/trouble", "warning[link/external-uncertain]", "answers 500"),
        ("/cut", "warning[link/external-uncertain]", "gave no whole answer"),
        ("/garbage", "warning[link/external-uncertain]", "gave no whole answer"),
        ("/endless", "warning[link/external-uncertain]", "gave no"),
        ("/private/x", "warning[link/external-uncertain]", "`robots.txt`"),
    ] {
        let line = said.lines().find(|line| line.contains(&format!("`[host]{path}` ")));
        let line = line.unwrap_or_else(|| panic!("nothing of {path}: {said}"));
        assert!(line.contains(code) && line.contains(reason), "{path}: {line}");
    }
    for path in ["/fine", "/moved", "/busy", "/recovers", "/no-head"] {
        assert!(!said.contains(&format!("`[host]{path}` ")), "{path}: {said}");
    }
    assert!(said.contains("content/en/other.md:3:5: error[link/external-broken]: `[host]/gone`"), "{said}");
    assert!(
        said.contains("error[link/external-broken]: `http://127.0.0.2:1/` its host takes no connection"),
        "{said}"
    );
    assert!(!said.contains("10.0.0.1"), "what is not wanted is not asked for: {said}");
    let times = |asked: &Asked, what: &str| asked.lock().unwrap().get(what).copied().unwrap_or(0);
    assert_eq!(times(&asked, "GET /robots.txt"), 1, "{asked:?}");
    assert_eq!(times(&asked, "HEAD /fine"), 2, "once for itself, once for what leads to it");
    assert_eq!((times(&asked, "HEAD /trouble"), times(&asked, "HEAD /patient")), (3, 1));
    assert_eq!(times(&asked, "HEAD /private/x") + times(&asked, "GET /private/x"), 0);
    // What led somewhere is known for a while; what did not is asked for anew.
    let known = project.run([
        "check",
        "--external",
        "--max-time",
        "60",
        "--only",
        &format!("{host}/fine"),
        "--only",
        &format!("{host}/gone"),
    ]);
    assert!(known.stderr.contains("1 known from before"), "{}", known.stderr);
    assert_eq!((times(&asked, "HEAD /fine"), times(&asked, "HEAD /gone")), (2, 2));
}

#[test]
fn a_host_that_says_nothing_ends_with_the_time() {
    let (host, _) = host();
    let project = project(&["/silent", "/fine"], &host);
    let output = project.run(["check", "--external", "--max-time", "2", "--only", &host]).code(0);
    // Whichever ends first, the try or the whole.
    let said = &output.stderr;
    assert!(
        said.contains("; 1 not asked for in [time]") || said.contains("gave no answer in time"),
        "{said}"
    );
}

#[test]
fn private_addresses_are_not_asked_for_unless_they_are_named() {
    let (host, asked) = host();
    let output = project(&["/fine"], &host).run(["check", "--external", "--message-format", "short"]).code(0);
    assert!(output.stderr.contains("is of a private network"), "{}", output.stderr);
    assert!(asked.lock().unwrap().is_empty());
}

#[test]
fn what_is_known_of_links_is_believed_only_where_it_can_be() {
    let (host, asked) = host();
    let project = project(&["/fine"], &host);
    let file = ".ajuda/external-links.json";
    let times = || asked.lock().unwrap().get("HEAD /fine").copied().unwrap_or(0);
    let link = format!("{host}/fine");
    let known = |at: u64| serde_json::json!({ link.as_str(): at }).to_string();
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    // Cut, of somebody else, written by a clock that was ahead, and written long ago.
    let unbelieved = ["{\"http://".to_owned(), "[1, 2]".to_owned(), known(now + 86_400), known(0)];
    for (number, text) in unbelieved.iter().enumerate() {
        project.write(file, text);
        project.run(["check", "--external", "--only", &host]).code(0);
        assert_eq!(times(), number + 1, "{text}");
    }
    // What was written down in its place is.
    project.run(["check", "--external", "--only", &host]).code(0);
    assert_eq!(times(), unbelieved.len());
}

#[test]
fn a_host_is_asked_for_two_addresses_at_once_and_no_more() {
    let (host, _) = host();
    let paths = ["/slow/1", "/slow/2", "/slow/3", "/slow/4", "/slow/5", "/slow/6"];
    project(&paths, &host).run(["check", "--external", "--only", &host]).code(0);
    assert_eq!(CROWD.0.lock().unwrap().1, 2);
}

#[test]
fn a_time_that_nobody_waits_for_is_refused() {
    for seconds in ["0", "18446744073709551615", "soon"] {
        let output = Project::small().run(["check", "--external", "--max-time", seconds]).code(2);
        assert!(output.stderr.contains("--max-time"), "{}", output.stderr);
    }
}
