//! Filling the index of books that have none, or one of another edition: a page of records in a
//! transaction of its own, so that nobody waits for long, and whoever goes on begins where the one
//! before stopped.

use crate::error::{Code, Error, Result};
use crate::index::{self, EDITION, NextIds, Progress, Searched};
use crate::store::Conn;
use crate::work::{Card, Room};

/// How many records are put in together.
const PAGE: i64 = 2_000;

/// The kinds that are searched, in their order, each with its ids.
pub(super) fn kinds(cards: &'static [Card]) -> Vec<(&'static Searched, NextIds)> {
    let present = |kind: &str| {
        cards.iter().flat_map(|card| card.present).find(|it| it.kind == kind).map(|it| it.ids)
    };
    let all = cards.iter().flat_map(|card| card.searched);
    let mut kinds: Vec<(&Searched, NextIds)> =
        all.filter_map(|searched| Some((searched, present(searched.kind)?))).collect();
    kinds.sort_by_key(|(searched, _)| searched.code);
    kinds
}

/// Fills the books of a store whose index is not whole.
///
/// # Errors
/// `busy`, `storage`. A book that cannot be read keeps what it has; verification names it.
pub(crate) fn fill_books(room: &Room) -> Result<()> {
    let books = match room.store.read(index::find_unfilled) {
        // What is wrong there is told by whoever needs it.
        Err(error) if is_damage(&error) => return Ok(()),
        books => books?,
    };
    for book in books {
        match fill(room, book) {
            Err(error) if is_damage(&error) => {}
            done => done?,
        }
    }
    Ok(())
}

fn is_damage(error: &Error) -> bool {
    matches!(error.code(), Code::Corrupt | Code::Internal | Code::OutOfRange)
}

/// Fills the index of a book from where it stands.
pub(super) fn fill(room: &Room, book: i64) -> Result<()> {
    let kinds = kinds(room.cards);
    while !room.store.write(true, |conn| step(conn, book, &kinds))? {}
    Ok(())
}

/// Takes all out of the index of a book and begins anew.
pub(super) fn begin(conn: &mut Conn, book: i64) -> Result<()> {
    index::lock_place(conn, book)?;
    index::clear(conn, book)?;
    index::save_place(conn, book, Progress { edition: EDITION, kind: 1, last_id: i64::MIN })
}

/// Puts the next page of records in; true when there is none.
fn step(conn: &mut Conn, book: i64, kinds: &[(&'static Searched, NextIds)]) -> Result<bool> {
    let place = match index::lock_place(conn, book)? {
        Some(Progress::WHOLE) => return Ok(true),
        Some(place) if place.edition == EDITION => place,
        _ => {
            begin(conn, book)?;
            return Ok(false);
        }
    };
    let at = kinds.iter().position(|(searched, _)| searched.code >= place.kind);
    let Some((searched, next)) = at.map(|at| kinds[at]) else {
        index::save_place(conn, book, Progress::WHOLE)?;
        return Ok(true);
    };
    let after = if searched.code == place.kind { place.last_id } else { i64::MIN };
    let ids = next(conn, book, after, PAGE)?;
    let touched: Vec<(i64, bool)> = ids.iter().map(|id| (*id, false)).collect();
    index::bring_up(conn, book, searched, &touched)?;
    let place = match ids.last() {
        Some(last) => Progress { kind: searched.code, last_id: *last, ..place },
        None => Progress { kind: searched.code + 1, last_id: i64::MIN, ..place },
    };
    index::save_place(conn, book, place)?;
    Ok(false)
}
