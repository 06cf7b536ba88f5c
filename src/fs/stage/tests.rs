use super::*;

#[test]
fn a_dropped_stage_leaves_the_old_folder_and_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("site");
    let first = Stage::begin(&target, ".marker").unwrap();
    first.write("a/b/index.html", b"old").unwrap();
    first.commit().unwrap();
    let second = Stage::begin(&target, ".marker").unwrap();
    second.write("a/b/index.html", b"new").unwrap();
    drop(second);
    assert_eq!(fs::read(target.join("a/b/index.html")).unwrap(), b"old");
    let third = Stage::begin(&target, ".marker").unwrap();
    third.write("c.html", b"new").unwrap();
    third.commit().unwrap();
    assert!(!target.join("a").exists());
    let beside: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().map(|e| e.file_name()).collect();
    assert_eq!(beside, ["site"]);
}

#[test]
fn what_has_the_bytes_it_had_keeps_its_time() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("site");
    let write = |pages: &[(&str, &str)]| {
        let stage = Stage::begin(&target, ".marker").unwrap();
        pages.iter().for_each(|(path, text)| stage.write(path, text.as_bytes()).unwrap());
        stage.commit().unwrap();
    };
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let age = |path: &str| File::options().append(true).open(target.join(path))?.set_modified(long_ago);
    let is_old = |path: &str| fs::metadata(target.join(path)).unwrap().modified().unwrap() == long_ago;
    write(&[("a/same", "one"), ("longer", "one"), ("other", "one"), ("gone", "one")]);
    ["a/same", "longer", "other"].into_iter().for_each(|path| age(path).unwrap());
    write(&[("a/same", "one"), ("longer", "one two"), ("other", "two"), ("new", "one")]);
    assert!(is_old("a/same"));
    assert!(!is_old("longer") && !is_old("other") && !target.join("gone").exists());
    assert_eq!(fs::read_to_string(target.join("other")).unwrap(), "two");
    // Also where it was another in between.
    let stage = Stage::begin(&target, ".marker").unwrap();
    stage.write("a/same", b"two").unwrap();
    stage.write("a/same", b"one").unwrap();
    assert_eq!(stage.stamp("a/same"), super::super::stamp(&target.join("a/same")));
    drop(stage);
    // What is written twice never reaches the folder that is still in its place.
    let stage = Stage::begin(&target, ".marker").unwrap();
    stage.write("a/same", b"one").unwrap();
    stage.write("a/same", b"two").unwrap();
    drop(stage);
    assert_eq!(fs::read_to_string(target.join("a/same")).unwrap(), "one");
    let picture = folder.path().join("picture");
    fs::write(&picture, "two").unwrap();
    let stage = Stage::begin(&target, ".marker").unwrap();
    let is = |text: &str| fs::read_to_string(stage.staging.join("a/same")).unwrap() == text;
    stage.write("a/same", b"one").unwrap();
    stage.copy(&picture, "a/same").unwrap();
    assert!(is("two"));
    stage.write("a/same", b"one").unwrap();
    assert!(is("one"));
    stage.copy(&picture, "a/same").unwrap();
    stage.copy(&picture, "a/same").unwrap();
    assert!(is("two"));
    drop(stage);
    assert_eq!(fs::read_to_string(target.join("a/same")).unwrap(), "one");
    // What was changed in the folder itself is put right.
    fs::write(target.join("a/same"), "two").unwrap();
    write(&[("a/same", "one")]);
    assert_eq!(fs::read_to_string(target.join("a/same")).unwrap(), "one");
}

#[test]
fn what_is_taken_over_is_not_written_also_where_its_folder_is_not_made_yet() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("site");
    let stage = Stage::begin(&target, ".marker").unwrap();
    stage.write("a/b/c", b"one").unwrap();
    stage.commit().unwrap();
    let stage = Stage::begin(&target, ".marker").unwrap();
    // Of threads that write into one folder, any may be the one that makes it.
    stage.make("a/b/c", |_| true, |_| panic!("it is written anew")).unwrap();
    assert_eq!(stage.stamp("a/b/c"), super::super::stamp(&target.join("a/b/c")));
}

#[test]
fn a_file_is_kept_while_it_has_its_stamp() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("site");
    let stage = Stage::begin(&target, ".marker").unwrap();
    ["a/b", "c"].into_iter().for_each(|path| stage.write(path, b"one").unwrap());
    let (nested, other) = (stage.stamp("a/b").unwrap(), stage.stamp("c").unwrap());
    assert!(stage.stamp("d").is_none());
    stage.commit().unwrap();
    fs::write(target.join("c"), "more").unwrap();
    let stage = Stage::begin(&target, ".marker").unwrap();
    assert!(stage.keep("a/b", nested).unwrap());
    stage.discard("a/b").unwrap();
    stage.discard("a/b").unwrap();
    assert!(stage.stamp("a/b").is_none() && target.join("a/b").exists());
    assert!(stage.keep("a/b", nested).unwrap());
    assert!(!stage.keep("c", other).unwrap() && !stage.keep("d", other).unwrap());
    assert!(stage.keep("../c", other).is_err());
    stage.commit().unwrap();
    assert_eq!(fs::read_to_string(target.join("a/b")).unwrap(), "one");
    assert!(!target.join("c").exists());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_old_folder_is_no_file_to_take_over() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("site");
    Stage::begin(&target, ".marker").unwrap().commit().unwrap();
    fs::write(folder.path().join("elsewhere"), "one").unwrap();
    std::os::unix::fs::symlink("../elsewhere", target.join("a")).unwrap();
    let stamp = super::super::stamp(&target.join("a")).unwrap();
    let stage = Stage::begin(&target, ".marker").unwrap();
    assert!(!stage.keep("a", stamp).unwrap());
    stage.write("a", b"one").unwrap();
    stage.commit().unwrap();
    assert!(fs::symlink_metadata(target.join("a")).unwrap().is_file());
}

#[cfg(unix)]
#[test]
fn a_file_of_another_folder_is_copied_and_so_is_what_a_link_leads_to() {
    use std::os::unix::fs::MetadataExt as _;
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("file"), folder.path().join("link"));
    fs::write(&file, "one").unwrap();
    std::os::unix::fs::symlink("file", &link).unwrap();
    let target = folder.path().join("site");
    let number = |path: &Path| fs::symlink_metadata(path).unwrap().ino();
    let copy = || {
        let stage = Stage::begin(&target, ".marker").unwrap();
        stage.copy(&file, "a/file").unwrap();
        stage.copy(&link, "a/link").unwrap();
        stage.commit().unwrap();
        assert!(fs::symlink_metadata(target.join("a/link")).unwrap().is_file());
        number(&target.join("a/file"))
    };
    let first = copy();
    assert_ne!(first, number(&file));
    // The second time it is the old folder's file that has a second name.
    assert_eq!(copy(), first);
}

#[test]
fn a_folder_of_somebody_else_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("site");
    fs::create_dir(&target).unwrap();
    drop(Stage::begin(&target, ".marker").unwrap());
    fs::write(target.join("thesis.txt"), "years of work").unwrap();
    assert!(Stage::begin(&target, ".marker").is_err());
}

#[test]
fn nothing_is_written_outside_the_stage() {
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::begin(&folder.path().join("site"), ".marker").unwrap();
    for path in ["../x", "a/../../x", "/x", "", "."] {
        assert!(stage.write(path, b"x").is_err(), "{path}");
    }
}

#[test]
fn the_stage_of_a_dead_process_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let dead = folder.path().join(".site.ajuda-1");
    fs::create_dir(&dead).unwrap();
    fs::write(folder.path().join(".site.ajuda-1.lock"), "").unwrap();
    drop(Stage::begin(&folder.path().join("site"), ".marker").unwrap());
    assert!(!dead.exists());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn two_stages_of_one_folder_are_never_open_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("site");
    let first = Stage::begin(&target, ".marker").unwrap();
    let message = Stage::begin(&target, ".marker").err().unwrap().to_string();
    assert!(message.starts_with("another `ajuda` is writing"), "{message}");
    drop(first);
    drop(Stage::begin(&target, ".marker").unwrap());
    // Many at once: one at a time has it, and each has it in the end.
    std::thread::scope(|scope| {
        for number in 0..8 {
            let target = &target;
            scope.spawn(move || {
                loop {
                    let Ok(stage) = Stage::begin(target, ".marker") else {
                        std::thread::yield_now();
                        continue;
                    };
                    stage.write("who", number.to_string().as_bytes()).unwrap();
                    assert_eq!(fs::read_to_string(stage.folder().join("who")).unwrap(), number.to_string());
                    stage.commit().unwrap();
                    break;
                }
            });
        }
    });
    assert!(target.join("who").exists());
}
