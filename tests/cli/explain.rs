//! `ajuda explain`.

use std::io::Write as _;
use std::process::Stdio;

use expect_test::expect;

use crate::project::{Output, Project};

const EN: &str = "\
---
title: Errors of the pump
---

## Errors

### The pump 'alpha' stopped after 00:02:00: the tank is empty

#### Cause

Nobody filled the tank.

#### Solution

Fill the tank, then press the button:

1. Open the lid.
2. Pour water, but never more than the line on the inside of the tank that says how much it holds.

### Valve V12 jammed while draining the left chamber (PUMP_ERR_4410)

#### Cause

Limescale.

#### Solution

Descale the valve.
";

const PT: &str = "\
---
title: Erros da bomba
---

## Erros

### A bomba 'alfa' parou depois de 00:02:00: o tanque está vazio

#### Causa

Ninguém encheu o tanque.

#### Solução

Encha o tanque e aperte o botão.

### A válvula V12 emperrou ao drenar a câmara esquerda (PUMP_ERR_4410)

#### Causa

Calcário.

#### Solução

Descalcifique a válvula.
";

#[track_caller]
fn indexed() -> Project {
    let project = Project::new().file("content/en/pump.md", EN).file("content/pt-BR/pump.md", PT);
    project.run(["build", "--quiet"]);
    project
}

/// Runs with a text on standard input.
fn piped<'a>(project: &Project, arguments: impl IntoIterator<Item = &'a str>, text: &str) -> Output {
    let mut command = project.command(arguments);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A program that has seen enough may close its input.
    let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
    let output = child.wait_with_output().unwrap();
    Output {
        stdout: project.plain(&output.stdout),
        stderr: project.plain(&output.stderr),
        code: output.status.code(),
    }
}

#[test]
fn a_message_with_other_values_is_explained() {
    indexed()
        .run(["explain", "--locale", "en", "The pump 'omega 7' stopped after 00:17:45: the tank is empty"])
        .code(0)
        .stdout(expect![[r#"
            The pump 'alpha' stopped after 00:02:00: the tank is empty

            Cause
              Nobody filled the tank.

            Resolution
              Fill the tank, then press the button:

              1. Open the lid.
              2. Pour water, but never more than the line on the inside of the tank that
                 says how much it holds.

            /en/pump/#the-pump-alpha-stopped-after-000200-the-tank-is-empty
        "#]])
        .stderr(expect![""]);
}

#[test]
fn a_resolution_keeps_its_lists_code_and_links() {
    let page = "\
---
title: Errors of the pump
---

## Errors

### The lid of the pump cannot be opened while it runs

#### Cause

See [the manual](manual.md#lid) or <https://pump.example/lid>.

#### Solution

1. Stop it with `pump stop`:

   ```sh
   pump stop --now \\
     --lid
   ```

2. Then one of:
   - wait, see [here](gone.md);
   - ![the valve](valve.svg) turn the valve.

> Never use force.

| Lid | Do |
|-----|----|
| red | push |
";
    let project = Project::new()
        .file("ajuda.toml", "base-url = \"https://h.example/b\"\n")
        .file("content/en/pump.md", page)
        .file("content/en/manual.md", "# Manual\n\n## Lid\n")
        .file("content/en/valve.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    project.run(["build", "--quiet"]);
    let message = ["explain", "The lid of the pump cannot be opened while it runs"];
    project.run(message).code(0).stdout(expect![[r#"
        The lid of the pump cannot be opened while it runs

        Cause
          See the manual (https://h.example/b/en/manual/#lid) or
          https://pump.example/lid.

        Resolution
          1. Stop it with `pump stop`:

                 pump stop --now \
                   --lid

          2. Then one of:
             • wait, see here;
             • the valve (https://h.example/b/en/valve.svg) turn the valve.

          │ Never use force.

          Lid | Do
          red | push

        https://h.example/b/en/pump/#the-lid-of-the-pump-cannot-be-opened-while-it-runs
    "#]]);
    let coloured = project.run(["--color", "always"].into_iter().chain(message)).code(0).stdout;
    assert!(coloured.contains("\u{1b}[36m`pump stop`\u{1b}[0m"), "{coloured}");
}

#[test]
fn a_message_in_any_language_leads_to_the_readers() {
    let project = indexed();
    let message = "The pump 'omega' stopped after 00:17:45: the tank is empty";
    let output = project.run(["explain", "--locale", "pt-BR", "--json", message]).code(0);
    let row: serde_json::Value = serde_json::from_str(output.stdout.lines().next().unwrap()).unwrap();
    let keys: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
    let of_search = ["rank", "score", "kind", "locale", "path", "url", "title", "snippet"];
    assert_eq!((&keys[..8], &keys[8..]), (&of_search[..], &["message", "cause", "resolution"][..]));
    assert_eq!((&row["rank"], &row["kind"], &row["locale"]), (&1.into(), &"error".into(), &"pt-BR".into()));
    assert_eq!(row["cause"], "Ninguém encheu o tanque.");
    let message = "A bomba 'x' parou depois de 01:00:00: o tanque está vazio";
    let back = project.run(["explain", "--locale", "en", message]).code(0);
    assert!(back.stdout.contains("Nobody filled the tank."), "{}", back.stdout);
}

#[test]
fn a_log_is_read_line_by_line() {
    let log = "\
2025-03-12 06:25:14 INFO started on port 8080
2025-03-12 06:25:15 ERROR [main] pump.Job - Valve V12 jammed while draining the left chamber (PUMP_ERR_4410)
\tat pump.Job.run(Job.java:88)
2025-03-12 06:25:16 \u{1b}[31mERROR\u{1b}[0m The pump 'beta' stopped after 00:00:09:
  the tank is empty
";
    piped(&indexed(), ["explain", "--locale", "en"], log)
        .code(0)
        .stdout(expect![[r#"
            Valve V12 jammed while draining the left chamber (PUMP_ERR_4410)
            line 2 says: …Valve V12 jammed while draining the left chamber…; code PUMP_ERR_4410

            Cause
              Limescale.

            Resolution
              Descale the valve.

            /en/pump/#valve-v12-jammed-while-draining-the-left-chamber-pump_err_4410

            Also possible
              The pump 'alpha' stopped after 00:02:00: the tank is empty
                line 4 says: …The pump 'beta' stopped after 00:00:09:
                /en/pump/#the-pump-alpha-stopped-after-000200-the-tank-is-empty
        "#]])
        .stderr(expect![""]);
}

#[test]
fn a_code_is_enough() {
    let output = indexed().run(["explain", "--locale", "en", "exit: PUMP_ERR_4410"]).code(0);
    assert!(output.stdout.contains("Descale the valve."), "{}", output.stdout);
}

#[test]
fn an_ordinary_line_is_not_explained() {
    let project = indexed();
    piped(&project, ["explain", "--locale", "en"], "connection closed by 10.0.0.1\nthe job is done\n")
        .code(1)
        .stdout(expect![""])
        .stderr(expect![[r#"
            no error of this site explains it
            help: `ajuda search` finds pages by words
        "#]]);
    project.run(["explain", "  "]).code(1).stderr(expect![[r#"
        there is nothing to explain: the message is empty
    "#]]);
    // A site without errors explains nothing.
    let project = Project::small();
    project.run(["build", "--quiet"]).code(0);
    project.run(["explain", "the tank is empty"]).code(1);
}

#[test]
fn no_index_says_what_to_run() {
    Project::small().run(["explain", "the tank is empty"]).code(2).stdout(expect![""]).stderr(expect![[r#"
        error: there is no search index in `.ajuda/index`: run `ajuda build`
    "#]]);
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let project = indexed();
    let mut command = project.command(["explain", "--locale", "en", "PUMP_ERR_4410"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
