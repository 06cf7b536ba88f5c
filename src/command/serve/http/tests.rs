//! The server over a socket, as a browser meets it, with a folder that stands for a built site.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;

use tokio::sync::oneshot;
use tokio::sync::watch::{Sender, channel};

use super::*;
use crate::command::serve::connections::{self, Patience};
use crate::command::serve::state::News;
use crate::config::Config;

struct Served {
    address: SocketAddr,
    publish: Sender<Snapshot>,
    snapshot: Snapshot,
    folder: tempfile::TempDir,
    _hang_up: oneshot::Sender<()>,
    _runtime: tokio::runtime::Runtime,
}

/// Serves a small site below the path of `base_url`.
fn serve(base_url: &str) -> Served {
    serve_with(base_url, Patience::ORDINARY)
}

/// The same with another patience.
fn serve_with(base_url: &str, patience: Patience) -> Served {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let file = folder.path().join("site").join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    };
    write("index.html", "<html><body>root</body></html>");
    write("pt-br/ação/index.html", "<html><BODY>ação</BODY></html>");
    write("pt-br/empty/index.html", "");
    write("404.html", "<html><body>not here</body></html>");
    write("theme/style.css", "body {}");
    std::fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    let mut config = Config::without_file(None).with_base_url(Some(base_url.to_owned()));
    config.out = folder.path().join("site");
    let news = News { site: "1-1".into(), ..News::default() };
    let snapshot = Snapshot::new(&config, None, news);
    let (publish, snapshots) = channel(snapshot.clone());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    let hosts = Hosts { address: IpAddr::V4(Ipv4Addr::LOCALHOST), names: vec!["preview.example".into()] };
    let (hang_up, hung_up) = oneshot::channel();
    runtime.spawn(connections::answer(listener, router(snapshots, hosts), patience, hung_up));
    Served { address, publish, snapshot, folder, _hang_up: hang_up, _runtime: runtime }
}

impl Served {
    fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    fn ask(&self, method: &str, host: &str, path: &str) -> String {
        let request = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let mut answer = String::new();
        self.send(&request).read_to_string(&mut answer).unwrap();
        answer
    }

    fn get(&self, path: &str) -> String {
        self.ask("GET", "localhost:4000", path)
    }
}

fn status(answer: &str) -> &str {
    answer.lines().next().unwrap_or("")
}

fn header_of<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let head = answer.split("\r\n\r\n").next()?;
    head.lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

#[test]
fn pages_are_utf_8_and_listen_for_builds() {
    let served = serve("https://host");
    let answer = served.get("/pt-br/a%C3%A7%C3%A3o/");
    assert_eq!(status(&answer), "HTTP/1.1 200 OK");
    assert_eq!(header_of(&answer, "content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(header_of(&answer, "cache-control"), Some("no-store"));
    let body =
        "<html><BODY>ação<script type=\"module\" src=\"/.ajuda/client.js?site=1-1\"></script></BODY></html>";
    assert!(answer.ends_with(body), "{answer}");
    let on_disk = std::fs::read_to_string(served.folder.path().join("site/pt-br/ação/index.html")).unwrap();
    assert_eq!(on_disk, "<html><BODY>ação</BODY></html>");
}

#[test]
fn an_empty_page_listens_too() {
    let served = serve("https://host");
    let answer = served.get("/pt-br/empty/");
    assert_eq!(status(&answer), "HTTP/1.1 200 OK");
    assert!(answer.contains("client.js"), "{answer}");
    // The head alone has no body, whatever the page has.
    let head = served.ask("HEAD", "localhost", "/pt-br/empty/");
    assert!(head.ends_with("\r\n\r\n"), "{head}");
}

#[test]
fn other_files_are_served_as_they_are() {
    let served = serve("https://host");
    let answer = served.get("/theme/style.css");
    assert_eq!(header_of(&answer, "content-type"), Some("text/css; charset=utf-8"));
    assert!(answer.ends_with("\r\n\r\nbody {}"), "{answer}");
    assert!(served.get("/.ajuda/client.js").contains("EventSource"));
}

#[test]
fn what_is_not_there_gets_the_sites_own_404_page() {
    let served = serve("https://host");
    for path in ["/nowhere/", "/theme/none.css", "/../secret.txt", "/%2e%2e/secret.txt", "/theme/style.css/"]
    {
        let answer = served.get(path);
        assert_eq!(status(&answer), "HTTP/1.1 404 Not Found", "{path}");
        assert!(answer.contains("not here") && answer.contains("client.js"), "{path}: {answer}");
    }
}

#[test]
fn a_site_that_was_never_built_says_so_and_listens() {
    let served = serve("https://host");
    std::fs::remove_dir_all(served.folder.path().join("site")).unwrap();
    let answer = served.get("/en/");
    assert_eq!(status(&answer), "HTTP/1.1 503 Service Unavailable");
    assert!(answer.contains("could not be built yet") && answer.contains("client.js"), "{answer}");
}

#[test]
fn a_base_path_is_part_of_every_address() {
    let served = serve("https://host/repo");
    assert_eq!(header_of(&served.get("/"), "location"), Some("/repo/"));
    assert_eq!(header_of(&served.get("/repo"), "location"), Some("/repo/"));
    assert!(served.get("/repo/").contains("root"));
    assert_eq!(header_of(&served.get("/repo/theme"), "location"), Some("/repo/theme/"));
    assert_eq!(status(&served.get("/theme/style.css")), "HTTP/1.1 404 Not Found");
}

#[test]
fn foreign_hosts_and_other_methods_are_refused() {
    let served = serve("https://host");
    for host in [
        "example.com",
        "127.0.0.1.example.com",
        "localhost.example.com:80",
        "",
        "[::2]",
        "192.168.0.1",
        "localhost@example.com",
        "preview.example.com",
    ] {
        assert_eq!(status(&served.ask("GET", host, "/")), "HTTP/1.1 403 Forbidden", "{host}");
        assert_eq!(status(&served.ask("GET", host, "/.ajuda/events")), "HTTP/1.1 403 Forbidden", "{host}");
    }
    for host in ["localhost", "LOCALHOST:1", "127.0.0.1:4000", "[::1]:4000", "preview.example:80"] {
        assert_eq!(status(&served.ask("HEAD", host, "/")), "HTTP/1.1 200 OK", "{host}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = served.ask(method, "localhost", "/");
        assert_eq!(status(&answer), "HTTP/1.1 405 Method Not Allowed", "{method}");
        assert_eq!(header_of(&answer, "allow"), Some("GET, HEAD"));
    }
}

#[test]
fn the_stream_tells_the_news_at_once_and_after_every_build() {
    let served = serve("https://host");
    let mut stream = served.send("GET /.ajuda/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let mut heard = String::new();
    let mut hear = |wanted: &str| {
        let mut piece = [0; 4096];
        while !heard.contains(wanted) {
            let length = stream.read(&mut piece).unwrap();
            assert_ne!(length, 0, "ended after {heard}");
            heard.push_str(std::str::from_utf8(&piece[..length]).unwrap());
        }
    };
    hear("\"site\":\"1-1\"");
    let mut next = served.snapshot.clone();
    next.news.site = "1-2".into();
    served.publish.send(next).unwrap();
    hear("\"site\":\"1-2\"");
}

#[test]
fn answers_during_an_exchange_are_of_one_site() {
    let served = serve("https://host");
    let folder = served.folder.path().to_path_buf();
    let exchange = |path: &Path, text: &str| {
        let stage = crate::fs::Stage::begin(path, ".marker").unwrap();
        stage.write("index.html", text.as_bytes()).unwrap();
        stage.commit().unwrap();
    };
    std::fs::write(folder.join("site/.marker"), "").unwrap();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for _ in 0..50 {
                exchange(&folder.join("site"), "<html><body>one</body></html>");
                exchange(&folder.join("site"), "<html><body>other</body></html>");
            }
        });
        while !writer.is_finished() {
            let answer = served.get("/");
            assert_eq!(status(&answer), "HTTP/1.1 200 OK");
            assert!(answer.ends_with("</body></html>"), "{answer}");
        }
    });
}

#[test]
fn the_stream_is_for_pages_of_this_site_alone() {
    let served = serve("https://host");
    let ask = |header: &str, path: &str| {
        let request =
            format!("HEAD {path} HTTP/1.1\r\nHost: localhost\r\n{header}\r\nConnection: close\r\n\r\n");
        let mut answer = String::new();
        served.send(&request).read_to_string(&mut answer).unwrap();
        status(&answer).to_owned()
    };
    for path in ["/.ajuda/client.js", "/.ajuda/events"] {
        for header in [
            "Origin: https://evil.example",
            "Origin: http://localhost.evil.example:4000",
            "Origin: null",
            "Sec-Fetch-Site: cross-site",
        ] {
            assert_eq!(ask(header, path), "HTTP/1.1 403 Forbidden", "{header}");
        }
    }
    for header in
        ["Origin: http://localhost:4000", "Origin: http://127.0.0.1:1", "Sec-Fetch-Site: same-origin"]
    {
        assert_eq!(ask(header, "/.ajuda/client.js"), "HTTP/1.1 200 OK", "{header}");
    }
    // A page may be reached by a link from anywhere.
    assert_eq!(ask("Sec-Fetch-Site: cross-site", "/"), "HTTP/1.1 200 OK");
}

#[test]
fn a_host_in_the_requests_line_counts() {
    let served = serve("https://host");
    let mut answer = String::new();
    let request = "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    served.send(request).read_to_string(&mut answer).unwrap();
    assert_eq!(status(&answer), "HTTP/1.1 403 Forbidden");
}

#[test]
fn no_path_leads_out_of_the_site() {
    let served = serve("https://host");
    for path in [
        "/../secret.txt",
        "/../../etc/passwd",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/%252e%252e/secret.txt",
        "/theme/../../secret.txt",
        "/theme/%2e%2e/%2e%2e/secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/theme/style.css/../../secret.txt",
        "/C:/secret.txt",
        "/%00",
        "/theme%00/style.css",
        "/.%2e/secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
    ] {
        let answer = served.get(path);
        assert!(
            !answer.contains("secret\n") && !answer.ends_with("secret") && !answer.contains("root:"),
            "{path}: {answer}"
        );
        let refused =
            ["HTTP/1.1 404 Not Found", "HTTP/1.1 400 Bad Request", "HTTP/1.1 307 Temporary Redirect"];
        assert!(refused.contains(&status(&answer)), "{path}: {}", status(&answer));
    }
}

#[test]
fn broken_requests_end_their_own_connection_only() {
    let served = serve("https://host");
    let long = format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "a".repeat(200_000));
    let headers = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: y\r\n".repeat(10_000));
    for request in [
        "\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "\u{16}\u{3}\u{1}",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        &long,
        &headers,
    ] {
        let mut stream = TcpStream::connect(served.address).unwrap();
        // What is refused halfway is reset, which is no fault here.
        let _ = stream.write_all(request.as_bytes());
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(!String::from_utf8_lossy(&answer).contains("200 OK"), "{request}");
        assert_eq!(status(&served.get("/")), "HTTP/1.1 200 OK");
    }
}

#[test]
fn what_keeps_still_is_closed_and_a_stream_is_not() {
    let short = std::time::Duration::from_millis(300);
    let served = serve_with("https://host", Patience { head: short, write: short, end: short });
    let mut stream = served.send("GET /.ajuda/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let mut first = [0; 512];
    assert!(stream.read(&mut first).unwrap() > 0);
    for begun in
        ["", "GET / HT", "GET / HTTP/1.1\r\nHost: localhost\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"]
    {
        let mut slow = served.send(begun);
        // The read ends when the server closes; were it never to, the test would not end.
        let mut answer = Vec::new();
        slow.read_to_end(&mut answer).unwrap();
    }
    let mut next = served.snapshot.clone();
    next.news.site = "1-2".into();
    served.publish.send(next).unwrap();
    let mut heard = String::new();
    let mut piece = [0; 4096];
    while !heard.contains("\"site\":\"1-2\"") {
        let length = stream.read(&mut piece).unwrap();
        assert_ne!(length, 0, "ended after {heard}");
        heard.push_str(&String::from_utf8_lossy(&piece[..length]));
    }
}

#[test]
fn five_hundred_that_keep_still_keep_nobody_out() {
    connections::allow_files();
    let served = serve("https://host");
    let begun = ["", "GET / HTTP/1.1\r\nHo", "GET /.ajuda/events HTTP/1.1\r\nHost: localhost\r\n\r\n"];
    let still: Vec<TcpStream> = (0..500).map(|number| served.send(begun[number % begun.len()])).collect();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..250 {
                    let answer = served.get("/");
                    assert_eq!(status(&answer), "HTTP/1.1 200 OK");
                    assert!(answer.ends_with("</body></html>"), "{answer}");
                }
            });
        }
    });
    assert_eq!(still.len(), 500);
}
