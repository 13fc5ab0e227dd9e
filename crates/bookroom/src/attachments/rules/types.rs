//! What a file's name and content say of its kind. Media types are those that IANA registered, or
//! what their makers use; what content is, its first bytes tell (the crate `infer`).

use crate::error::{Code, Problem};

/// How the content of files with an extension shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    /// By first bytes that are known as one of these types.
    As(&'static [&'static str]),
    /// As text: it holds no zero byte, unless it is UTF-16 or UTF-32.
    Text,
    /// Not at all.
    Nothing,
}

use Shows::{As, Nothing, Text};

/// Word, Excel and their like before 2007 share one form.
const OLD_OFFICE: Shows = As(&["application/msword", "application/x-ole-storage"]);
/// An archive of parts, told apart by what stands first in it, or not at all.
const PARTS: Shows = As(&[
    "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
]);
/// Films and recordings of one family, which cameras and telephones name as they like.
const MP4: Shows = As(&["video/mp4", "video/x-m4v", "video/quicktime", "audio/m4a"]);

/// Extension, media type, and how the content shows. These are what a book takes at first:
/// documents, images, tables, recordings and archives; no programs, no pages that run scripts.
const KNOWN: &[(&str, &str, Shows)] = &[
    ("pdf", "application/pdf", As(&["application/pdf"])),
    // 版式文档 (GB/T 33190), the form of electronic invoices.
    ("ofd", "application/ofd", PARTS),
    ("xml", "application/xml", Text),
    ("jpg", "image/jpeg", As(&["image/jpeg"])),
    ("jpeg", "image/jpeg", As(&["image/jpeg"])),
    ("png", "image/png", As(&["image/png"])),
    ("gif", "image/gif", As(&["image/gif"])),
    ("webp", "image/webp", As(&["image/webp"])),
    ("bmp", "image/bmp", As(&["image/bmp"])),
    ("tif", "image/tiff", As(&["image/tiff", "image/x-canon-cr2"])),
    ("tiff", "image/tiff", As(&["image/tiff", "image/x-canon-cr2"])),
    ("heic", "image/heic", As(&["image/heif"])),
    ("txt", "text/plain", Text),
    ("md", "text/markdown", Text),
    ("csv", "text/csv", Text),
    ("json", "application/json", Text),
    ("eml", "message/rfc822", Text),
    ("msg", "application/vnd.ms-outlook", OLD_OFFICE),
    ("rtf", "application/rtf", As(&["application/rtf"])),
    ("doc", "application/msword", OLD_OFFICE),
    ("xls", "application/vnd.ms-excel", OLD_OFFICE),
    ("ppt", "application/vnd.ms-powerpoint", OLD_OFFICE),
    ("wps", "application/kswps", OLD_OFFICE),
    ("et", "application/kset", OLD_OFFICE),
    ("dps", "application/ksdps", OLD_OFFICE),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", PARTS),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", PARTS),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", PARTS),
    ("odt", "application/vnd.oasis.opendocument.text", PARTS),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet", PARTS),
    ("odp", "application/vnd.oasis.opendocument.presentation", PARTS),
    ("zip", "application/zip", PARTS),
    ("rar", "application/vnd.rar", As(&["application/vnd.rar"])),
    ("7z", "application/x-7z-compressed", As(&["application/x-7z-compressed"])),
    ("gz", "application/gzip", As(&["application/gzip"])),
    ("mp3", "audio/mpeg", As(&["audio/mpeg"])),
    ("m4a", "audio/mp4", MP4),
    ("wav", "audio/vnd.wave", As(&["audio/x-wav"])),
    ("amr", "audio/amr", As(&["audio/amr"])),
    ("mp4", "video/mp4", MP4),
    ("mov", "video/quicktime", MP4),
    ("dwg", "image/vnd.dwg", As(&["image/vnd.dwg"])),
];

/// Names that other programs use for the same types.
const ALIASES: &[(&str, &str)] = &[
    ("text/xml", "application/xml"),
    ("image/jpg", "image/jpeg"),
    ("image/pjpeg", "image/jpeg"),
    ("image/heif", "image/heic"),
    ("text/rtf", "application/rtf"),
    ("application/csv", "text/csv"),
    ("audio/x-m4a", "audio/mp4"),
    ("audio/mp3", "audio/mpeg"),
    ("audio/wav", "audio/vnd.wave"),
    ("audio/x-wav", "audio/vnd.wave"),
    ("application/x-zip-compressed", "application/zip"),
    ("application/x-rar-compressed", "application/vnd.rar"),
    ("application/x-gzip", "application/gzip"),
    ("application/x-pdf", "application/pdf"),
];

/// What is run, whatever it is called.
const PROGRAMS: &[&str] = &[
    "application/vnd.microsoft.portable-executable",
    "application/x-executable",
    "application/x-mach-binary",
    "application/java",
    "application/wasm",
    "application/x-llvm",
    "application/vnd.android.dex",
    "application/vnd.android.dey",
    "text/x-shellscript",
];

/// What nobody can say more of.
const ANY: &str = "application/octet-stream";
/// How much of a content is looked at.
const HEAD: usize = 8 * 1024;

/// The extensions that a book takes at first.
pub(crate) fn first_extensions() -> Vec<String> {
    KNOWN.iter().map(|(extension, ..)| (*extension).to_owned()).collect()
}

/// The extension of a name, in small letters; empty when it has none.
pub(crate) fn extension(name: &str) -> String {
    let found = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
    found.map_or_else(String::new, |(_, extension)| extension.to_lowercase())
}

/// The media type of a file, by name and content; the one that was given must agree.
pub(crate) fn media_type(
    name: &str,
    content: &[u8],
    given: Option<&str>,
) -> Result<String, Problem> {
    let extension = extension(name);
    let shown = infer::get(content).map(|kind| kind.mime_type());
    if let Some(shown) = shown.filter(|shown| PROGRAMS.contains(shown)) {
        return Err(Problem::new(Code::TypeNotAllowed).at("content").fact("type", shown));
    }
    let known = KNOWN.iter().find(|(known, ..)| *known == extension);
    let (said, shows) = known.map_or((None, Nothing), |(_, said, shows)| (Some(*said), *shows));
    let fits = match shows {
        As(types) => shown.is_some_and(|shown| types.contains(&shown)),
        Text => is_text(content),
        Nothing => true,
    };
    if !fits {
        let shown = shown.unwrap_or(ANY);
        let problem = Problem::new(Code::TypeDiffers).at("content");
        return Err(problem.fact("extension", extension).fact("type", shown));
    }
    let media = said.or(shown).unwrap_or(ANY);
    let Some(given) = given.map(plain).filter(|given| !given.is_empty() && given != ANY) else {
        return Ok(media.to_owned());
    };
    // Of a file that nobody knows the host alone can say what it is.
    if media == ANY && is_media_type(&given) {
        return Ok(given);
    }
    if given == media || shown == Some(given.as_str()) {
        return Ok(media.to_owned());
    }
    let problem = Problem::new(Code::TypeDiffers).at("media_type");
    Err(problem.fact("extension", extension).fact("type", media))
}

/// A media type without parameters, in small letters, by its usual name.
fn plain(given: &str) -> String {
    let plain = given.split(';').next().unwrap_or_default().trim().to_lowercase();
    let usual = ALIASES.iter().find(|(other, _)| *other == plain);
    usual.map_or(plain, |(_, usual)| (*usual).to_owned())
}

/// Whether it has the form of a media type (RFC 6838 §4.2), of at most 100 characters.
fn is_media_type(text: &str) -> bool {
    let is_name = |name: &str| {
        let mut letters = name.chars();
        letters.next().is_some_and(|first| first.is_ascii_alphanumeric())
            && letters.all(|other| other.is_ascii_alphanumeric() || "!#$&-^_.+".contains(other))
    };
    text.len() <= 100
        && text.split_once('/').is_some_and(|(first, second)| is_name(first) && is_name(second))
}

fn is_text(content: &[u8]) -> bool {
    let head = content.get(..HEAD).unwrap_or(content);
    let wide = [&[0xFF, 0xFE][..], &[0xFE, 0xFF]].iter().any(|mark| head.starts_with(mark));
    wide || !head.contains(&0)
}
