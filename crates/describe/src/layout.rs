//! Lays JSON out for reading and for differences: what fits stands on one line, the order of keys
//! is the order of the declarations.

/// The longest line that is not broken.
const WIDTH: usize = 100;

/// Lays out compact JSON, as serde writes it.
pub fn lay_out(compact: &str) -> String {
    let mut text = String::with_capacity(compact.len() * 2);
    write(compact, 0, &mut text);
    text.push('\n');
    text
}

/// Writes a value that begins in column `indent`.
fn write(value: &str, indent: usize, text: &mut String) {
    let Some((open, close)) = brackets(value).filter(|_| indent + spaced_length(value) > WIDTH)
    else {
        write_line(value, text);
        return;
    };
    text.push(open);
    for (at, part) in parts(&value[1..value.len() - 1]).into_iter().enumerate() {
        text.push_str(if at == 0 { "\n" } else { ",\n" });
        text.push_str(&" ".repeat(indent + 1));
        match key_end(part).filter(|_| open == '{') {
            Some(end) => {
                text.push_str(&part[..end]);
                text.push_str(": ");
                write(&part[end + 1..], indent + 1, text);
            }
            None => write(part, indent + 1, text),
        }
    }
    text.push('\n');
    text.push_str(&" ".repeat(indent));
    text.push(close);
}

/// Writes a value on one line, with a space after each colon and comma.
fn write_line(value: &str, text: &mut String) {
    let mut scan = Scan::default();
    for character in value.chars() {
        text.push(character);
        scan.step(character);
        if !scan.in_text && matches!(character, ':' | ',') {
            text.push(' ');
        }
    }
}

fn spaced_length(value: &str) -> usize {
    let mut text = String::new();
    write_line(value, &mut text);
    text.chars().count()
}

fn brackets(value: &str) -> Option<(char, char)> {
    match value.as_bytes() {
        [b'{', .., b'}'] => Some(('{', '}')),
        [b'[', .., b']'] => Some(('[', ']')),
        _ => None,
    }
}

/// The parts between the commas of an object or array.
fn parts(inside: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut scan, mut start) = (Scan::default(), 0);
    for (at, character) in inside.char_indices() {
        scan.step(character);
        if character == ',' && !scan.in_text && scan.depth == 0 {
            found.push(&inside[start..at]);
            start = at + 1;
        }
    }
    if start < inside.len() {
        found.push(&inside[start..]);
    }
    found
}

/// Where the key of a pair ends.
fn key_end(pair: &str) -> Option<usize> {
    let mut scan = Scan::default();
    pair.char_indices().find_map(|(at, character)| {
        scan.step(character);
        (character == ':' && !scan.in_text).then_some(at)
    })
}

/// Where one is in a JSON text.
#[derive(Default)]
struct Scan {
    in_text: bool,
    escaped: bool,
    depth: usize,
}

impl Scan {
    fn step(&mut self, character: char) {
        if self.in_text {
            match character {
                _ if self.escaped => self.escaped = false,
                '\\' => self.escaped = true,
                '"' => self.in_text = false,
                _ => {}
            }
            return;
        }
        match character {
            '"' => self.in_text = true,
            '{' | '[' => self.depth += 1,
            '}' | ']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_values_stay_on_a_line_and_long_ones_are_broken() {
        assert_eq!(lay_out(r#"{"a":[1,2],"b":"x,y: {"}"#), "{\"a\": [1, 2], \"b\": \"x,y: {\"}\n");
        let long = format!(r#"{{"a":"{}","b":["\"{}"]}}"#, "x".repeat(60), "y".repeat(60));
        let laid = lay_out(&long);
        assert_eq!(laid.lines().count(), 4);
        assert!(laid.lines().nth(2).is_some_and(|line| line.starts_with(r#" "b": ["\"yyy"#)));
    }
}
