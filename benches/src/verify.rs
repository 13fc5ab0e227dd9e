//! Verification of a large book: what it takes beside SQLite's own check of the same file, and how
//! much memory.

use std::time::Instant;

use cpu_time::ThreadTime;

use crate::raw::Db;
use crate::{Figure, Outcome, Size, scale};

/// See [`crate::BENCHES`].
pub fn run(size: Size) -> Outcome<Vec<Figure>> {
    let (stage, customers, _) = scale::fill(size)?;
    let before = scale::memory("VmRSS:");
    // Where the kernel allows it, the peak starts anew here.
    std::fs::write("/proc/self/clear_refs", "5").unwrap_or_default();
    let (wall, processor) = (Instant::now(), ThreadTime::now());
    let verified = stage.owner.verify()?;
    let (wall, ours) = (wall.elapsed().as_secs_f64(), processor.elapsed().as_secs_f64());
    let peak = scale::memory("VmHWM:");
    if !verified.findings.is_empty() {
        return Err(format!("{} things differ", verified.findings.len()).into());
    }
    let db = Db::open(&stage.path)?;
    let processor = ThreadTime::now();
    db.query("PRAGMA integrity_check", &[])?;
    let theirs = processor.elapsed().as_secs_f64();
    let note = format!("{ours:.1} s of processor time against {theirs:.1} of integrity_check");
    let mut figures = vec![Figure::new("verify_cpu_ratio", ours / theirs, "ratio", note)];
    let note = format!(
        "{} customers, {} documents, {} payments, {} changes; wall time",
        customers.len(),
        verified.documents,
        verified.payments,
        verified.changes
    );
    figures.push(Figure::new("verify_large_book", wall, "s", note));
    if let (Some(before), Some(peak)) = (before, peak) {
        let note = format!("peak of the process while verifying, {before:.0} MB before");
        figures.push(Figure::new("verify_memory", peak, "MB", note));
    }
    Ok(figures)
}
