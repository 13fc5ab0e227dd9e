//! Customers that were entered twice: found, merged after a look at what would move, and one of
//! them parted again.

use bookroom::customers::merging::model::{MergeFieldRule, MergeRule};
use bookroom::customers::model::NewCustomer;
use bookroom::{Result, Session};

/// Merges all that stand twice and undoes the last merge.
pub fn merge_and_undo(chief: &Session) -> Result<()> {
    let customers = chief.customers();
    let mut merged = Vec::new();
    println!("\n重复客户:");
    for code in ["W003", "W017", "W042", "W058", "W077", "W120"] {
        let Some(again) = customers.find_by_code(code)? else { continue };
        let asked =
            NewCustomer { channels: again.channels.clone(), ..NewCustomer::company(&again.name) };
        let hints = customers.duplicates_of(&asked)?;
        let Some(hint) = hints.iter().find(|hint| hint.customer != again.id) else { continue };
        let stays = customers.get(hint.customer)?;
        let rules = vec![
            MergeFieldRule::new("channels", MergeRule::Join),
            MergeFieldRule::new("note", MergeRule::Fill),
        ];
        let (into, others) = ((&stays).into(), vec![(&again).into()]);
        let tried = chief.dry_run().customers().merge(into, others, rules.clone())?;
        let moves: i64 = tried.merge.moved.iter().map(|it| it.count).sum();
        let done = customers.merge((&stays).into(), vec![(&again).into()], rules)?;
        println!("  {} ← {}: {moves} 条记录移过去", stays.name, again.name);
        merged.push((done.merge, again));
    }
    if let Some((merge, again)) = merged.pop() {
        let undone = customers.unmerge(merge.id, merge.version)?;
        let back = customers.get(again.id)?;
        println!(
            "  撤销最后一次合并: {} 又是独立客户 ({}), {} 仍在",
            back.name,
            if back.merged_into.is_none() { "已恢复" } else { "未恢复" },
            undone.customer.name
        );
    }
    Ok(())
}
