//! The values that a customer has after a merge was undone: each field that still is as the merge
//! left it becomes what it was before; what was changed since stays, and of lists the entries that
//! the merge brought go and the others stay.

use serde_json::{Map, Value};

/// Fields that only mean something together.
const TOGETHER: [&[&str]; 2] = [&["tax_kind", "tax_number"], &["owner", "team", "pool"]];

/// What a merge changed of a record.
pub(crate) struct Step {
    pub(crate) before: Map<String, Value>,
    pub(crate) after: Map<String, Value>,
}

impl Step {
    /// Goes on with what it changed later: of a field that changed twice, what it was first and
    /// what it became in the end.
    pub(crate) fn then(&mut self, later: Self) {
        for (name, value) in later.before {
            if !self.after.contains_key(&name) {
                self.before.entry(name).or_insert(value);
            }
        }
        self.after.extend(later.after);
    }

    /// Leaves out what was erased from the log, which is not brought back, and what means something
    /// only together with it.
    pub(crate) fn without(mut self, erased: &[String]) -> Self {
        for name in erased {
            let together = TOGETHER.iter().find(|group| group.contains(&name.as_str()));
            let parts = together.map_or(vec![name.as_str()], |group| group.to_vec());
            for part in parts {
                self.before.remove(part);
                self.after.remove(part);
            }
        }
        self
    }
}

/// The fields of a record after what a merge changed of it was taken back. Absent, null and empty
/// are the same.
pub(crate) fn take_back(now: &mut Map<String, Value>, step: &Step) {
    let names: Vec<&String> = step.before.keys().chain(step.after.keys()).collect();
    let is_kept =
        |now: &Map<String, Value>, name: &str| plain(now.get(name)) == plain(step.after.get(name));
    let mut changes = Vec::new();
    for name in names {
        let together = TOGETHER.iter().find(|group| group.contains(&name.as_str()));
        let same = match together {
            Some(group) => {
                let changed = |part: &&&str| {
                    step.before.contains_key(**part) || step.after.contains_key(**part)
                };
                group.iter().filter(changed).all(|part| is_kept(now, part))
            }
            None => is_kept(now, name),
        };
        let before = step.before.get(name).cloned().unwrap_or_default();
        if same {
            changes.push((name.clone(), before));
        } else if let Some(rest) = without_added(now.get(name), &before, step.after.get(name)) {
            changes.push((name.clone(), rest));
        }
    }
    now.extend(changes);
}

/// A list that changed since, without the entries that the merge added to it.
fn without_added(now: Option<&Value>, before: &Value, after: Option<&Value>) -> Option<Value> {
    let now = now?.as_array()?;
    let after = after?.as_array()?;
    let had = before.as_array().map_or(&[][..], |items| items);
    let is_added = |item: &&Value| after.contains(item) && !had.contains(item);
    Some(Value::Array(now.iter().filter(|item| !is_added(item)).cloned().collect()))
}

/// A value as an image keeps it.
fn plain(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap_or_default()
    }

    fn parted(now: Value, before: Value, after: Value) -> Value {
        let mut now = fields(now);
        take_back(&mut now, &Step { before: fields(before), after: fields(after) });
        Value::Object(now)
    }

    #[test]
    fn what_the_merge_changed_returns_and_what_came_later_stays() {
        let before = json!({"code": null, "website": "a", "tags": ["x"]});
        let after = json!({"code": "K2", "website": "b", "tags": ["x", "y"]});
        let now = json!({"code": "K2", "website": "c", "tags": ["x", "y", "z"], "name": "n"});
        let wanted = json!({"code": null, "website": "c", "tags": ["x", "z"], "name": "n"});
        assert_eq!(parted(now, before, after), wanted);
    }

    #[test]
    fn a_number_stays_with_its_kind() {
        let before = json!({"tax_kind": null, "tax_number": null});
        let after = json!({"tax_kind": "vat", "tax_number": "DE1"});
        let changed = json!({"tax_kind": "vat", "tax_number": "DE2"});
        assert_eq!(parted(changed.clone(), before.clone(), after.clone()), changed);
        assert_eq!(parted(after.clone(), before.clone(), after), before);
    }

    #[test]
    fn a_list_that_was_empty_before_loses_only_what_the_merge_brought() {
        let now = json!({"tags": ["y", "z"]});
        assert_eq!(parted(now, json!({}), json!({"tags": ["y"]})), json!({"tags": ["z"]}));
        let now = json!({"tags": ["y"]});
        assert_eq!(parted(now, json!({}), json!({"tags": ["y"]})), json!({"tags": null}));
    }
}
