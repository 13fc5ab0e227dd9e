//! Fonts for charts: one that has every character of the texts, so that no box stands where a
//! character should.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::{LazyLock, Mutex, PoisonError};

use charts_rs::{DEFAULT_FONT_DATA, DEFAULT_FONT_FAMILY};
use fontdb::{Database, FaceInfo, ID, Source, Style};
use ttf_parser::Face;

use crate::error::{Code, Problem, Result};
use crate::store::files;

/// Families that are looked at first, since they are made for reading on a screen: those of
/// macOS, Windows, Android and the usual packages of Linux.
const PREFERRED: [&str; 10] = [
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "Hiragino Sans GB",
    "SimHei",
];

/// The largest file that is taken for a font: larger than any collection there is.
const LARGEST: u64 = 256 * 1024 * 1024;

/// The fonts of the system, looked for once.
static SYSTEM: LazyLock<Database> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    fonts
});

/// The families that were handed on to the library that draws, by the font's file and its face.
static HANDED: LazyLock<Mutex<HashMap<(String, u32), String>>> = LazyLock::new(Mutex::default);

/// The family to draw texts with these characters in.
pub(super) fn family(wanted: Option<&str>, characters: &BTreeSet<char>) -> Result<String> {
    match wanted {
        Some(file) if is_file(file) => of_file(file, characters),
        Some(family) => of_system(Some(family), characters),
        None if has_all(DEFAULT_FONT_DATA, 0, characters) => Ok(DEFAULT_FONT_FAMILY.to_owned()),
        None => of_system(None, characters),
    }
}

fn is_file(name: &str) -> bool {
    let end = Path::new(name).extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase);
    name.contains(['/', '\\']) || matches!(end.as_deref(), Some("ttf" | "otf" | "ttc" | "otc"))
}

fn has_all(font: &[u8], index: u32, characters: &BTreeSet<char>) -> bool {
    let Ok(face) = Face::parse(font, index) else { return false };
    characters.iter().all(|it| face.glyph_index(*it).is_some())
}

fn no_font(characters: &BTreeSet<char>) -> Problem {
    // Not the characters: they may be those of a customer's name.
    Problem::new(Code::NoFont).at("options.font").fact("characters", characters.len())
}

fn of_file(file: &str, characters: &BTreeSet<char>) -> Result<String> {
    let at = |code| Problem::new(code).at("options.font");
    let found = match std::fs::metadata(file) {
        Ok(found) => found,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(at(Code::NoFile).into());
        }
        Err(error) => return Err(files::access(&error)),
    };
    if !found.is_file() || found.len() > LARGEST {
        return Err(at(Code::NotAFont).into());
    }
    let content = std::fs::read(file).map_err(|error| files::access(&error))?;
    let mut fonts = Database::new();
    fonts.load_font_data(content.clone());
    if fonts.is_empty() {
        return Err(at(Code::NotAFont).into());
    }
    let is_fit = |face: &&FaceInfo| {
        let fits = |font: &[u8], index| has_all(font, index, characters);
        fonts.with_face_data(face.id, fits).unwrap_or_default()
    };
    let mut fit: Vec<&FaceInfo> = fonts.faces().filter(is_fit).collect();
    fit.sort_by_key(|face| plainness(face));
    let face = fit.first().ok_or_else(|| no_font(characters))?;
    hand_on(file, face, &content)
}

/// How far a face is from an upright one of normal weight.
fn plainness(face: &FaceInfo) -> (bool, u16) {
    (face.style != Style::Normal, face.weight.0.abs_diff(400))
}

fn of_system(family: Option<&str>, characters: &BTreeSet<char>) -> Result<String> {
    let is_called = |face: &FaceInfo, name: &str| {
        face.families.iter().any(|(family, _)| family.eq_ignore_ascii_case(name))
    };
    let place = |face: &FaceInfo| {
        let known = PREFERRED.iter().position(|name| is_called(face, name));
        known.unwrap_or(PREFERRED.len())
    };
    let mut faces: Vec<&FaceInfo> =
        SYSTEM.faces().filter(|face| family.is_none_or(|name| is_called(face, name))).collect();
    faces.sort_by_key(|face| (place(face), face.monospaced, plainness(face)));
    let fits = |id: ID| {
        let fits = |font: &[u8], index| has_all(font, index, characters);
        SYSTEM.with_face_data(id, fits).unwrap_or_default()
    };
    let face = faces.into_iter().find(|face| fits(face.id));
    let face = face.ok_or_else(|| no_font(characters))?;
    let file = match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => path.display().to_string(),
        Source::Binary(_) => face.post_script_name.clone(),
    };
    let content = SYSTEM.with_face_data(face.id, |font, _| font.to_vec());
    hand_on(&file, face, &content.ok_or_else(|| no_font(characters))?)
}

/// Makes a face known to the library that draws; the name by which it knows it.
fn hand_on(file: &str, face: &FaceInfo, content: &[u8]) -> Result<String> {
    let key = (file.to_owned(), face.index);
    let mut handed = HANDED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(family) = handed.get(&key) {
        return Ok(family.clone());
    }
    let refused = || Problem::new(Code::NotAFont).at("options.font");
    charts_rs::add_fonts(&[content]).map_err(|_| refused())?;
    let family = face.families.first().map(|(family, _)| family.clone()).ok_or_else(refused)?;
    handed.insert(key, family.clone());
    Ok(family)
}
