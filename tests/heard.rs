//! What a thread asks the database, for tests that look at statements. There is one listener for
//! all connections of the process, so tests that want one share it.

use std::cell::RefCell;
use std::sync::Once;

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};

thread_local! {
    static HEARD: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

fn listener() -> Option<Box<dyn Instrumentation>> {
    Some(Box::new(|event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            HEARD.with_borrow_mut(|heard| {
                if let Some(heard) = heard {
                    let text = query.to_string();
                    let end = text.find(" -- binds").unwrap_or(text.len());
                    heard.push(text[..end].trim_start().to_owned());
                }
            });
        }
    }))
}

/// Makes connections tell what they are asked: those that are opened from now on.
pub fn open_ears() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| set_default_instrumentation(listener).unwrap());
}

/// The statements, without their values, that this thread asks while something is done.
pub fn during(done: impl FnOnce()) -> Vec<String> {
    HEARD.set(Some(Vec::new()));
    done();
    HEARD.take().unwrap()
}
