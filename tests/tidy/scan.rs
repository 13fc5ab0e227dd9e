//! A scanner for Rust source, just good enough for house rules.
//!
//! It knows comments, strings and character literals, and nothing else of the language. That is
//! enough to tell a name from a mention of it, to follow paths that start at `crate` or `super`,
//! and to find where a function ends.

/// What a character belongs to.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Kind {
    /// Neither of the others; the quotes around a literal too.
    Code,
    /// A comment, its marks included.
    Comment,
    /// The inside of a string or of a character literal.
    Quoted,
}

/// Says of each character what it belongs to.
pub fn classify(text: &str) -> Vec<Kind> {
    let chars: Vec<char> = text.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let mut kinds = vec![Kind::Code; chars.len()];
    let mut here = 0;
    while here < chars.len() {
        let is_word_start = here == 0 || !is_word(at(here - 1));
        let (kind, from, to) = match at(here) {
            '/' if at(here + 1) == '/' => {
                let line = chars[here..].iter().position(|c| *c == '\n');
                (Kind::Comment, here, line.map_or(chars.len(), |length| here + length))
            }
            '/' if at(here + 1) == '*' => (Kind::Comment, here, comment_end(&chars, here)),
            '"' => (Kind::Quoted, here + 1, quoted_end(&chars, here + 1, '"')),
            '\'' if at(here + 1) == '\\' || (at(here + 2) == '\'' && at(here + 1) != '\'') => {
                (Kind::Quoted, here + 1, quoted_end(&chars, here + 1, '\''))
            }
            'r' | 'b' | 'c' if is_word_start => match raw_string(&chars, here) {
                Some((from, to)) => (Kind::Quoted, from, to),
                None => (Kind::Code, here, here + 1),
            },
            _ => (Kind::Code, here, here + 1),
        };
        let to = to.min(chars.len());
        kinds[from.min(to)..to].fill(kind);
        // The closing quote of a literal is code, and must not open the next one.
        here = if kind == Kind::Quoted { to + 1 } else { to };
    }
    kinds
}

fn comment_end(chars: &[char], start: usize) -> usize {
    let mut depth = 0;
    let mut here = start;
    while here < chars.len() {
        match (chars[here], chars.get(here + 1)) {
            ('/', Some('*')) => (depth, here) = (depth + 1, here + 2),
            ('*', Some('/')) => (depth, here) = (depth - 1, here + 2),
            _ => here += 1,
        }
        if depth == 0 {
            break;
        }
    }
    here
}

/// The index of the quote that ends a literal with escapes.
fn quoted_end(chars: &[char], start: usize, quote: char) -> usize {
    let mut here = start;
    while here < chars.len() && chars[here] != quote {
        here += if chars[here] == '\\' { 2 } else { 1 };
    }
    here
}

/// The inside of a raw string that begins here with `r`, `br` or `cr`.
fn raw_string(chars: &[char], start: usize) -> Option<(usize, usize)> {
    let r = if chars[start] == 'r' { start } else { start + 1 };
    if chars.get(r) != Some(&'r') {
        return None;
    }
    let hashes = chars[r + 1..].iter().take_while(|c| **c == '#').count();
    let from = r + hashes + 2;
    if chars.get(from - 1) != Some(&'"') {
        return None;
    }
    let ends = |at: &usize| {
        chars[*at] == '"'
            && chars[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes
    };
    Some((from, (from..chars.len()).find(ends).unwrap_or(chars.len())))
}

/// Whether a character may stand in a name.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a line holds a pattern that is not part of a longer name.
pub fn has_word(line: &str, pattern: &str) -> bool {
    let inside =
        |c: Option<char>, edge: Option<char>| c.is_some_and(is_word) && edge.is_some_and(is_word);
    line.match_indices(pattern).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + pattern.len()..]);
        !inside(before.chars().next_back(), pattern.chars().next())
            && !inside(after.chars().next(), pattern.chars().next_back())
    })
}

/// A function with a body: its name, first line and number of lines.
#[derive(Debug, PartialEq)]
pub struct Function {
    /// The name after `fn`.
    pub name: String,
    /// The line that holds `fn`, from 1.
    pub line: usize,
    /// Lines from there to the closing brace.
    pub lines: usize,
}

/// The functions in a view without comments and strings, test modules excepted.
pub fn functions(code: &str) -> Vec<Function> {
    let tests = test_modules(code);
    let mut found = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let name: String = code[at + 3..].chars().take_while(|c| is_word(*c)).collect();
        let is_part = code[..at].chars().next_back().is_some_and(is_word);
        if is_part || name.is_empty() || tests.iter().any(|(from, to)| (from..to).contains(&&at)) {
            continue;
        }
        if let Some(end) = body_end(&code[at..]) {
            found.push(Function {
                name,
                line: line_of(code, at),
                lines: code[at..at + end].matches('\n').count() + 1,
            });
        }
    }
    found
}

/// From and to, in bytes, of each `#[cfg(test)] mod … { … }`.
fn test_modules(code: &str) -> Vec<(usize, usize)> {
    let starts = code.match_indices("#[cfg(test)]").filter(|(at, attribute)| {
        let next = code[at + attribute.len()..].trim_start();
        next.starts_with("mod ") || next.starts_with("pub mod ")
    });
    starts.filter_map(|(at, _)| Some((at, at + body_end(&code[at..])?))).collect()
}

/// The length up to the brace that closes the first body; none if a `;` ends the item before.
fn body_end(code: &str) -> Option<usize> {
    let (mut braces, mut brackets) = (0_usize, 0_i32);
    for (at, c) in code.char_indices() {
        match c {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets -= 1,
            ';' if braces == 0 && brackets == 0 => return None,
            '{' => braces += 1,
            '}' if braces <= 1 => return Some(at + 1),
            '}' => braces -= 1,
            _ => {}
        }
    }
    None
}

/// The number, from 1, of the line that holds a byte.
pub fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The paths that start at `crate` or `super`, without those words, each with its line. Groups
/// are taken apart: `use crate::{a::{b, c}, d}` gives `a b`, `a c` and `d`.
pub fn paths(code: &str) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            let is_start = !before.is_some_and(|c| is_word(c) || c == ':');
            if is_start {
                follow(code, at + start.len(), Vec::new(), &mut found);
            }
        }
    }
    found.sort();
    found
}

/// A view of Rust code with its test modules blanked out.
pub fn without_tests(code: &str) -> String {
    let mut bare = code.to_owned();
    for (from, to) in test_modules(code) {
        let blank = |c: char| if c == '\n' { '\n' } else { ' ' };
        let gone: String = code[from..to].chars().map(blank).collect();
        // Bytes may be fewer where a wide character stood; lines stay.
        bare = bare.replacen(&code[from..to], &gone, 1);
    }
    bare
}

/// What the file of a module imports, as paths from the crate down, each with its line: what starts
/// at `crate` or `super`, and paths into modules that it declares itself.
pub fn imports(code: &str, module: &[String]) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    let mut from = |start: &str, base: &dyn Fn(usize) -> (usize, Vec<String>)| {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if !before.is_some_and(|c| is_word(c) || c == ':') {
                let (at, base) = base(at + start.len());
                follow(code, at, base, &mut found);
            }
        }
    };
    from("crate::", &|at| (at, Vec::new()));
    from("super::", &|at| {
        let more = code[at..].split("super::").take_while(|part| part.is_empty()).count();
        let up = module.len().saturating_sub(1 + more);
        (at + more * "super::".len(), module[..up].to_vec())
    });
    let declared = code.match_indices("mod ").filter_map(|(at, start)| {
        let rest = &code[at + start.len()..];
        let name: String = rest.chars().take_while(|c| is_word(*c)).collect();
        (!name.is_empty() && rest[name.len()..].starts_with(';')).then_some(name)
    });
    for name in declared {
        let inside: Vec<String> = module.iter().cloned().chain([name.clone()]).collect();
        from(&format!("{name}::"), &|at| (at, inside.clone()));
    }
    found.sort();
    found
}

/// Follows one path or group from `at`, and returns where it ends.
fn follow(
    code: &str,
    at: usize,
    path: Vec<String>,
    found: &mut Vec<(usize, Vec<String>)>,
) -> usize {
    let blank = |at: usize| at + code[at..].len() - code[at..].trim_start().len();
    let mut path = path;
    let mut here = blank(at);
    loop {
        if code[here..].starts_with('{') {
            here = blank(here + 1);
            while here < code.len() && !code[here..].starts_with('}') {
                here = follow(code, here, path.clone(), found);
                let next = code[here..].find([',', '}']).unwrap_or(code.len() - here);
                here += next;
                if code[here..].starts_with(',') {
                    here = blank(here + 1);
                }
            }
            return (here + 1).min(code.len());
        }
        let name: String = code[here..].chars().take_while(|c| is_word(*c)).collect();
        here += name.len();
        if !name.is_empty() && name != "super" {
            path.push(name);
        }
        let next = blank(here);
        if !code[next..].starts_with("::") {
            found.push((line_of(code, here), path));
            return here;
        }
        here = blank(next + 2);
        if !code[here..].starts_with(|c: char| is_word(c) || c == '{') {
            found.push((line_of(code, here), path));
            return here;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::File;

    #[test]
    fn comments_and_literals_are_told_from_code() {
        let code = |text| File::new("a.rs", text).code;
        assert_eq!(code("a // b\nc"), "a     \nc");
        assert_eq!(code("a /* b /* c */ d */ e"), "a                   e");
        assert_eq!(code(r#"f("a\"b") g"#), r#"f("    ") g"#);
        assert_eq!(code("f(r#\"a\"b\"#) g"), "f(r#\"   \"#) g");
        assert_eq!(code("br\"a\\\" b"), "br\"  \" b");
        assert_eq!(code(r"f('a', '\'', b'{') g"), r"f(' ', '  ', b' ') g");
        assert_eq!(code("fn f<'a>(x: &'a str)"), "fn f<'a>(x: &'a str)");
        assert_eq!(code("r#type = \"x\""), "r#type = \" \"");
        assert_eq!(code("\"a\nb\" c"), "\" \n \" c");
    }

    #[test]
    fn views_differ_in_what_they_hide() {
        let file = File::new("a.rs", "a(\"b\"); // c");
        assert_eq!(file.uncommented, "a(\"b\");     ");
        assert_eq!(file.unquoted, "a(\" \"); // c");
        assert_eq!(File::new("a.py", "a('b') // c").code, "a('b') // c");
    }

    #[test]
    fn words_are_whole() {
        assert!(has_word("let x: f64 = y", "f64"));
        assert!(has_word("(Tx,", "Tx"));
        assert!(!has_word("buf64 f64x", "f64"));
        assert!(has_word("x.diesel::y", "diesel::"));
        assert!(!has_word("my_store::y", "store::"));
    }

    #[test]
    fn functions_are_measured() {
        let text = "fn one(x: [u8; 4]) -> bool {\n  if x {\n  }\n}\n\
                    trait T { fn two();\n fn three() {} }\n\
                    type F = fn(u8);\n\
                    #[cfg(test)]\nmod tests {\n fn four() {\n }\n}\n fn five() { \"}\"\n }";
        let found = functions(&File::new("a.rs", text).code);
        let found: Vec<_> = found.iter().map(|f| (f.name.as_str(), f.line, f.lines)).collect();
        assert_eq!(found, [("one", 1, 4), ("three", 6, 1), ("five", 13, 2)]);
    }

    #[test]
    fn imports_are_resolved() {
        let text =
            "mod d;\nuse crate::a::{b, c};\nuse super::super::e::F;\nuse super::g;\nuse d::H;";
        let here = ["x", "y", "z"].map(str::to_owned);
        let found = imports(text, &here);
        let found: Vec<_> = found.into_iter().map(|(line, path)| (line, path.join(" "))).collect();
        let expected = [(2, "a b"), (2, "a c"), (3, "x e F"), (4, "x y g"), (5, "x y z d H")];
        assert_eq!(found, expected.map(|(line, path)| (line, path.to_owned())));
        assert_eq!(
            without_tests("a\n#[cfg(test)]\nmod t {\n b }\nc"),
            "a\n            \n       \n    \nc"
        );
    }

    #[test]
    fn paths_are_taken_apart() {
        let text = "use crate::{a::{b, c as d}, e};\nfn f(x: crate::g::H<super::super::i::J>) {}\n\
                    pub(crate) fn k() { super::l::<u8>() }";
        let found = paths(text).into_iter().map(|(line, path)| (line, path.join(" ")));
        let expected = [(1, "a b"), (1, "a c"), (1, "e"), (2, "g H"), (2, "i J"), (3, "l")];
        assert!(found.eq(expected.map(|(line, path)| (line, path.to_owned()))));
    }
}
