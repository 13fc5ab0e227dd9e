//! `bookroom.json` says what the engine is now, and says it in one way.

use std::path::Path;

use bookroom_describe::model::Description;
use bookroom_describe::{describe, file, text};

fn workspace() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

#[test]
fn the_description_is_current_and_always_the_same() {
    let now = describe(workspace()).unwrap();
    let written = text(&now).unwrap();
    let kept = std::fs::read_to_string(file(workspace())).unwrap_or_default();
    assert!(kept == written, "run `cargo run -p bookroom-describe` and look at the difference");
    assert_eq!(written, text(&describe(workspace()).unwrap()).unwrap());
    let read: Description = serde_json::from_str(&kept).unwrap();
    assert_eq!(read, now, "what is absent is empty");
}

#[test]
fn it_is_whole() {
    let now = describe(workspace()).unwrap();
    assert!(now.areas.len() > 10 && now.commands.len() > 70 && now.types.len() > 200);
    assert!(now.codes.len() > 60 && now.permissions.len() > 30);
    let undocumented = now.types.iter().filter(|one| one.docs.is_empty());
    assert_eq!(undocumented.map(|one| one.path.as_str()).collect::<Vec<_>>(), [""; 0]);
    let methods = now.areas.iter().flat_map(|area| &area.methods);
    assert!(methods.clone().all(|method| !method.docs.is_empty()));
    assert!(
        methods
            .filter(|method| method.fails)
            .all(|method| { !method.errors.is_empty() || !method.errors_as.is_empty() })
    );
}
