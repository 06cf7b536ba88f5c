//! What is asked of the network: nothing, but where the program is told to.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use crate::injected::can_trace;
use crate::project::{AJUDA, Project, is_root};

/// What people run, but for `serve` and what is told to use the network.
const RUNS: &[&[&str]] = &[
    &["build", "--quiet"],
    &["check"],
    &["search", "enter"],
    &["explain", "the door is locked"],
    &["export"],
    &["export", "--format", "opensearch"],
    &["translations"],
    &["new", "other"],
    &["completions", "bash"],
];

/// With links and a picture of the web, which a site could be tempted to fetch.
fn project() -> Project {
    Project::small()
        .file("ajuda.toml", "base-url = \"https://example.com/help/\"\nllms = true\napi = true\n")
        .file("content/en/x.md", "# X\n\n[web](https://example.com/) ![x](https://example.com/x.png)\n")
        .file(
            "content/en/errors.md",
            "# Errors\n\n:::error the door is locked\n\n:::resolution\n\nKnock.\n\n:::\n",
        )
}

#[test]
fn everything_runs_where_there_is_no_network() {
    let project = project();
    for arguments in RUNS {
        // A network namespace without even a loopback: whatever were to connect would fail.
        let mut command = Command::new("unshare");
        command.arg(if is_root() { "-n" } else { "-rn" }).arg(AJUDA).args(*arguments);
        match command.current_dir(project.path(".")).output() {
            Ok(output) if output.status.code() == Some(0) => {}
            other => {
                let spoke = other.as_ref().is_ok_and(|output| !output.stderr.starts_with(b"unshare"));
                assert!(!spoke, "{arguments:?}: {other:?}");
                println!("NOT RUN: needs `unshare` and namespaces: {other:?}");
                return;
            }
        }
    }
}

/// The program under `strace`, which notes what it asks of the network.
fn traced(project: &Project, arguments: &[&str]) -> Command {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-e", "trace=%network", "-o"]).arg(project.path("calls")).arg(AJUDA);
    command.args(arguments).current_dir(project.path(".")).stdin(Stdio::null());
    command
}

/// The calls that were noted, a line each, those of a name alone.
fn calls(project: &Project, name: &str) -> Vec<String> {
    let noted = fs::read_to_string(project.path("calls")).unwrap();
    let calls = noted.lines().filter(|line| line.contains(&format!("{name}(")));
    // What stays on this machine, such as a question for the name of a user.
    calls.filter(|line| !line.contains("AF_UNIX")).map(str::to_owned).collect()
}

#[test]
fn not_even_a_socket_is_opened() {
    if !can_trace() {
        return;
    }
    let project = project();
    for arguments in RUNS {
        let output = traced(&project, arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
        assert_eq!(calls(&project, "socket"), Vec::<String>::new(), "{arguments:?}");
    }
}

#[test]
fn serve_listens_on_this_machine_alone_and_connects_to_nothing() {
    if !can_trace() {
        return;
    }
    let project = project();
    let mut server = traced(&project, &["serve", "--port", "0"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET /help/en/faq/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("Anybody."), "{answer}");
    // Each line of the notes begins with a process; the first is the program's own.
    let noted = fs::read_to_string(project.path("calls")).unwrap();
    let process = noted.split_whitespace().next().unwrap();
    assert!(Command::new("kill").args(["-INT", process]).status().unwrap().success());
    server.wait().unwrap();
    let bound = calls(&project, "bind");
    assert!(!bound.is_empty() && bound.iter().all(|call| call.contains("\"127.0.0.1\"")), "{bound:?}");
    assert_eq!(calls(&project, "connect"), Vec::<String>::new());
    assert_eq!(calls(&project, "sendto").iter().filter(|call| call.contains("sin_addr")).count(), 0);
}
