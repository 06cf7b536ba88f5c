//! `ajuda serve`, over its socket.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::project::Project;

/// A running server; it is killed where a test fails before ending it.
pub(crate) struct Server {
    child: Child,
    stdout: BufReader<ChildStdout>,
    /// `127.0.0.1:43211`.
    pub(crate) address: String,
    /// `/`, or the base path.
    path: String,
}

impl Server {
    #[track_caller]
    pub(crate) fn start(project: &Project, more: &[&str]) -> Server {
        let arguments = ["serve", "--port", "0"].iter().chain(more).copied();
        let mut child =
            project.command(arguments).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let url = line.split_whitespace().find_map(|word| word.strip_prefix("http://")).expect("a URL");
        let (address, path) = url.split_once('/').unwrap();
        Server { child, stdout, address: address.to_owned(), path: format!("/{path}") }
    }

    /// The number of its process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    fn send(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
        stream
    }

    fn get(&self, path: &str) -> String {
        let mut answer = String::new();
        self.send(path).read_to_string(&mut answer).unwrap();
        answer
    }

    /// The news as they come, one JSON object each.
    fn news(&self) -> impl Iterator<Item = serde_json::Value> + use<> {
        let lines = BufReader::new(self.send("/.ajuda/events")).lines();
        lines.map_while(Result::ok).filter_map(|line| {
            let data = line.strip_prefix("data: ")?;
            Some(serde_json::from_str(data).unwrap())
        })
    }

    /// Ends the server as Ctrl-C does; its exit code and what else it printed.
    pub(crate) fn interrupt(mut self) -> (Option<i32>, String) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        let mut rest = String::new();
        self.stdout.read_to_string(&mut rest).unwrap();
        (self.child.wait().unwrap().code(), rest)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_change_is_built_and_told_and_served() {
    let project = Project::small();
    let server = Server::start(&project, &[]);
    let mut news = server.news();
    let first = news.next().unwrap();
    assert!(server.get("/en/faq/").contains("Anybody."));
    project.write("content/en/faq.md", "# Questions\n\nMembers only.\n");
    let next = news.find(|news| news["site"] != first["site"]).unwrap();
    assert_eq!(next["errors"], 0, "{next}");
    assert!(server.get("/en/faq/").contains("Members only."));
    assert!(server.get("/en/none/").starts_with("HTTP/1.1 404"));
    drop(news);
    assert_eq!(server.interrupt(), (Some(0), String::new()));
    let page = project.read("site/en/faq/index.html");
    assert!(!page.contains(".ajuda"), "the script reached the disk");
    assert!(project.list(".").iter().all(|name| !name.starts_with(".site.")));
}

#[test]
fn drafts_are_shown_and_what_is_written_is_what_a_build_writes() {
    let draft = "---\ntitle: Draft\ndraft: true\n---\n\n## Is it ready?\n\nNot yet.\n";
    let project = Project::small().file("content/en/draft.md", draft);
    let server = Server::start(&project, &[]);
    assert!(server.get("/en/draft/").contains("Not yet."));
    let built = |project: &Project| (project.tree("site"), project.list(".ajuda/index"));
    let while_served = built(&project);
    assert!(!project.path("site/en/draft").exists());
    let mut news = server.news();
    let first = news.next().unwrap();
    project.write("content/en/faq.md", "# Questions\n\nMembers only.\n");
    news.find(|news| news["site"] != first["site"]).unwrap();
    drop(news);
    assert_eq!(server.interrupt(), (Some(0), String::new()));
    let at_the_end = built(&project);
    assert!(while_served != at_the_end, "what changed was not written");
    project.run(["build", "--quiet"]).code(0);
    assert!(at_the_end == built(&project), "what was written is not what a build writes");
}

#[test]
fn a_burst_of_changes_is_one_rebuild() {
    let project = Project::small();
    let server = Server::start(&project, &[]);
    let mut news = server.news();
    let first = news.next().unwrap();
    for number in 0..200 {
        project.write(&format!("content/en/{number}.md"), format!("# Page {number}\n\nText.\n"));
    }
    let next = news.find(|news| news["site"] != first["site"]).unwrap();
    // Whatever the machine, there are far fewer sites than changes, and the last one is whole.
    let number = |news: &serde_json::Value| {
        let site = news["site"].as_str().unwrap();
        site.rsplit('-').next().unwrap().parse::<u32>().unwrap()
    };
    let mut last = next;
    while !server.get("/en/199/").contains("Text.") || !server.get("/en/0/").contains("Text.") {
        last = news.next().unwrap();
    }
    assert!(number(&last) - number(&first) < 20, "{last}");
}

#[test]
fn findings_are_told_and_a_broken_template_keeps_the_last_good_site() {
    let project = Project::small();
    let server = Server::start(&project, &[]);
    let mut news = server.news();
    let first = news.next().unwrap();
    project.write("content/en/faq.md", "# Questions\n\nSee [this](none.md).\n");
    let found = news.find(|news| news["errors"] == 1).unwrap();
    assert_ne!(found["site"], first["site"]);
    assert_eq!(found["findings"][0]["code"], "link/missing-page");
    assert_eq!(found["findings"][0]["place"], "content/en/faq.md:3:12");
    project.write("templates/page.html", "{{ page.title }");
    let broken = news.find(|news| news["stale"] == true).unwrap();
    assert_eq!(broken["site"], found["site"]);
    assert_eq!(broken["findings"][0]["code"], "template/syntax");
    assert!(server.get("/en/faq/").contains("Questions"));
    std::fs::remove_file(project.path("templates/page.html")).unwrap();
    let mended = news.find(|news| news["stale"] == false).unwrap();
    assert_ne!(mended["site"], found["site"]);
}

#[test]
fn a_base_path_is_served_as_the_host_will() {
    let project = Project::small().file("ajuda.toml", "base-url = \"https://example.com/help\"\n");
    let server = Server::start(&project, &[]);
    assert_eq!(server.path, "/help/");
    assert!(server.get("/").contains("location: /help/\r\n"));
    assert!(server.get("/help/en/faq/").contains("Anybody."));
    let mut news = server.news();
    let first = news.next().unwrap();
    project.write("ajuda.toml", "base-url = \"https://example.com/\"\n");
    news.find(|news| news["site"] != first["site"]).unwrap();
    assert!(server.get("/en/faq/").contains("Anybody."));
}

#[test]
fn a_port_that_is_taken_is_refused() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = Project::small().run(["serve", "--port", &port]).code(2);
    assert_eq!(
        output.stderr,
        format!("error: port {port} is taken: name another with `--port`, or leave it out\n")
    );
}

#[test]
fn a_clock_that_jumps_hides_no_change() {
    use std::time::{Duration, SystemTime};
    let project = Project::small();
    let server = Server::start(&project, &[]);
    let mut news = server.news();
    let mut last = news.next().unwrap();
    // Long ago, in the future, and twice at the same moment with texts of the same length.
    for (moment, text) in
        [(1, "One text."), (4_000_000_000, "In the future."), (1, "Two text."), (1, "Six text.")]
    {
        project.write("content/en/faq.md", format!("# Questions\n\n{text}\n"));
        let file = std::fs::File::options().append(true).open(project.path("content/en/faq.md")).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(moment)).unwrap();
        last = news.find(|news| news["site"] != last["site"]).unwrap();
        assert!(server.get("/en/faq/").contains(text), "{text}");
    }
}
