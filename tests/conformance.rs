//! One story through all areas, told on every database: what each call answers is equal, line by
//! line, on SQLite (file and memory), PostgreSQL and MariaDB.

#[path = "conformance/story.rs"]
pub mod story;

use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};

use crate::whole;

fn compare(name: &str, expected: &[String], found: &[String]) {
    for (number, (expected, found)) in expected.iter().zip(found).enumerate() {
        assert_eq!(found, expected, "line {number} on {name}");
    }
    assert_eq!(found.len(), expected.len(), "lines on {name}");
    let bytes: usize = found.iter().map(String::len).sum();
    println!("{name}: {} lines, {bytes} bytes equal", found.len());
}

#[test]
fn one_story_is_told_alike_on_every_database() {
    let tell = |test: &TestRoom| {
        let lines = story::tell(test);
        whole::assert_whole(&test.owner, "the story");
        lines
    };
    let expected = tell(&room::memory());
    compare("SQLite file", &expected, &tell(&room::on(Backend::Sqlite)));
    compare("PostgreSQL", &expected, &tell(&room::on(Backend::Postgres)));
    compare("MariaDB", &expected, &tell(&room::on(Backend::Mysql)));
}
