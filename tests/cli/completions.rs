//! `ajuda completions`.

use std::process::Command;

use expect_test::expect;

use crate::project::Project;

#[test]
fn bash_completes_what_the_script_says() {
    let project = Project::new();
    let script = project.run(["completions", "bash"]).code(0).stdout;
    project.write("ajuda.bash", script);
    // What bash does at the tab key: the function gets the words, and leaves what they can become.
    let complete = |line: &str| {
        let run = r#"source ./ajuda.bash; COMP_WORDS=($1 "$2"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));
            _ajuda ajuda "$2" "${COMP_WORDS[-2]}"; printf '%s\n' "${COMPREPLY[@]}""#;
        let (before, last) = line.rsplit_once(' ').unwrap();
        let output = Command::new("bash")
            .args(["-c", run, "bash", before, last])
            .current_dir(project.path("."))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(complete("ajuda trans"), "translations\n");
    assert_eq!(complete("ajuda build --base"), "--base-url\n");
    assert_eq!(complete("ajuda search --kind que"), "question\n");
}

#[test]
fn every_shell_gets_a_script_that_names_each_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = Project::new().run(["completions", shell]).code(0).stdout;
        for command in ["build", "serve", "check", "search", "explain", "export", "new", "publish"] {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
}

#[test]
fn a_shell_that_is_not_known() {
    Project::new().run(["completions", "bsh"]).code(2).stdout(expect![""]);
}
