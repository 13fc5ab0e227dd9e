//! Writes the area handles: an object for each, a method for each of its methods.

use quote::ToTokens;

use super::defaults::Defaults;
use super::engine::Engine;
use super::reach::Reached;
use super::types::{Taken, Ty, taken};
use super::{Outcome, docs};

/// Methods that `src/exchange.rs` writes by hand: they take files and callbacks.
const BY_HAND: &[(&str, &str)] = &[
    ("Exchange", "preview"),
    ("Exchange", "import_customers"),
    ("Exchange", "import_products"),
    ("Exchange", "import_sales"),
    ("Exchange", "import_payments"),
    ("Exchange", "export"),
];

/// Methods that cross under another name: `close` is what frees an object in Kotlin.
const RENAMED: &[(&str, &str, &str)] = &[("Service", "close", "close_cases")];

/// Commands that methods written by hand give.
const COMMANDS_BY_HAND: &[(&str, &str, &str)] = &[
    ("EditBook", "Session", "edit_book"),
    ("ImportCustomers", "Exchange", "import_customers"),
    ("ImportProducts", "Exchange", "import_products"),
    ("ImportSales", "Exchange", "import_sales"),
    ("ImportPayments", "Exchange", "import_payments"),
];

/// An argument of a method.
struct Argument {
    name: String,
    ty: Ty,
    taken: Taken,
}

/// A method of a handle.
struct Method {
    name: String,
    docs: Vec<String>,
    arguments: Vec<Argument>,
    /// None: it gives another handle.
    output: Result<Ty, String>,
    /// Whether it can fail.
    fails: bool,
    body: String,
}

/// A handle: `pub struct Customers<'s> { session: &'s Session }`.
struct Area {
    name: String,
    docs: Vec<String>,
    methods: Vec<Method>,
}

pub struct Areas(Vec<Area>);

impl Areas {
    pub fn of(engine: &Engine) -> Outcome<Self> {
        let mut areas = Vec::new();
        for module in &engine.modules {
            for item in &module.items {
                let syn::Item::Struct(item) = item else { continue };
                let public = matches!(item.vis, syn::Visibility::Public(_));
                let of_session = item
                    .fields
                    .iter()
                    .any(|field| field.ty.to_token_stream().to_string() == "& 's Session");
                if public && of_session {
                    let name = item.ident.to_string();
                    let docs = docs::of(&item.attrs);
                    areas.push(Area { name, docs, methods: Vec::new() });
                }
            }
        }
        let names: Vec<String> = areas.iter().map(|area| area.name.clone()).collect();
        for area in &mut areas {
            area.methods = methods(engine, &area.name, &names)?;
        }
        Ok(Self(areas))
    }

    pub fn reach(&self, engine: &Engine, reached: &mut Reached) -> Outcome<()> {
        for area in &self.0 {
            for method in &area.methods {
                let explain = |why| format!("{}.{}: {why}", area.name, method.name);
                for argument in &method.arguments {
                    reached.add(engine, &argument.ty).map_err(explain)?;
                }
                if let Ok(output) = &method.output {
                    reached.add(engine, output).map_err(explain)?;
                }
            }
        }
        Ok(())
    }

    pub fn write(&self, engine: &Engine, reached: &Reached) -> Outcome<String> {
        let defaults = Defaults::of(engine, reached)?;
        let mut text = String::new();
        for area in &self.0 {
            text.push_str(&self.write_area(engine, area, &defaults));
        }
        text.push_str(&self.session_methods());
        text.push_str(&self.command_methods());
        Ok(text)
    }

    /// How a handle is had from the session.
    fn way(&self, name: &str) -> String {
        let parent = self.0.iter().find_map(|area| {
            let gives = |method: &&Method| method.output == Err(name.to_owned());
            area.methods.iter().find(gives).map(|method| (area, method))
        });
        match parent {
            Some((area, method)) => format!("{}.{}()", self.way(&area.name), method.name),
            None => format!("session.{}()", name.to_lowercase()),
        }
    }

    /// The session's methods that give the handles.
    fn session_methods(&self) -> String {
        let mut text = String::from("#[uniffi::export]\nimpl Session {\n");
        for area in self.0.iter().filter(|area| !self.way(&area.name).contains("().")) {
            let (name, method) = (&area.name, area.name.to_lowercase());
            text.push_str(&docs::write(&area.docs, "    "));
            text.push_str(&format!(
                "    pub fn {method}(&self) -> std::sync::Arc<{name}> {{\n        \
                 std::sync::Arc::new({name} {{ session: self.session.clone() }})\n    }}\n"
            ));
        }
        text.push_str("}\n\n");
        text
    }

    fn write_area(&self, engine: &Engine, area: &Area, defaults: &Defaults) -> String {
        let (name, way) = (&area.name, self.way(&area.name));
        let documentation = docs::write(&area.docs, "");
        let mut text = format!(
            "{documentation}#[derive(uniffi::Object)]\npub struct {name} {{\n    \
             pub(crate) session: crate::caller::Caller,\n}}\n\n#[uniffi::export]\nimpl {name} {{\n"
        );
        for method in &area.methods {
            text.push_str(&write_method(engine, name, method, &way, defaults));
        }
        text.push_str("}\n\n");
        text
    }

    /// The table of commands by the methods that give them.
    fn command_methods(&self) -> String {
        let mut rows = String::new();
        let mut row = |command: &str, area: &str, method: &str| {
            rows.push_str(&format!(
                "    (<engine_commands::{command} as bookroom::Command>::NAME, \
                 \"{area}\", \"{method}\"),\n"
            ));
        };
        for area in &self.0 {
            for method in &area.methods {
                for command in area.commands_of(method, 0) {
                    row(&command, &area.name, &exported_name(&area.name, &method.name));
                }
            }
        }
        COMMANDS_BY_HAND.iter().for_each(|(command, area, method)| row(command, area, method));
        format!(
            "/// Commands with the handle and the method that give them, as the engine's own \
             methods do.\npub const METHODS: &[(&str, &str, &str)] = &[\n{rows}];\n\n"
        )
    }
}

impl Area {
    /// The commands that a method gives, itself or through another method of the handle.
    fn commands_of(&self, method: &Method, depth: usize) -> Vec<String> {
        let mut found = words_after(&method.body, "session . run (");
        if depth < 3 {
            for other in words_after(&method.body, "self . ") {
                if let Some(other) = self.methods.iter().find(|one| one.name == other) {
                    found.extend(self.commands_of(other, depth + 1));
                }
            }
        }
        found
    }
}

/// The last names of the paths that follow a mark.
fn words_after(body: &str, mark: &str) -> Vec<String> {
    let rests = body.match_indices(mark).map(|(at, _)| &body[at + mark.len()..]);
    rests
        .map(|rest| {
            let is_path = |c: &char| c.is_alphanumeric() || "_: ".contains(*c);
            let path: String = rest.chars().take_while(is_path).collect();
            path.rsplit("::").next().unwrap_or_default().trim().to_owned()
        })
        .collect()
}

fn exported_name(area: &str, method: &str) -> String {
    let other = RENAMED.iter().find(|(of, from, _)| *of == area && *from == method);
    other.map_or_else(|| method.to_owned(), |(_, _, to)| (*to).to_owned())
}

fn methods(engine: &Engine, area: &str, areas: &[String]) -> Outcome<Vec<Method>> {
    let mut found = Vec::new();
    for module in &engine.modules {
        for item in &module.items {
            let syn::Item::Impl(item) = item else { continue };
            let syn::Type::Path(of) = item.self_ty.as_ref() else { continue };
            let is_area = of.path.segments.last().is_some_and(|last| last.ident == area);
            if !is_area || item.trait_.is_some() {
                continue;
            }
            for part in &item.items {
                let syn::ImplItem::Fn(function) = part else { continue };
                let name = function.sig.ident.to_string();
                let public = matches!(function.vis, syn::Visibility::Public(_));
                if public && !BY_HAND.contains(&(area, name.as_str())) {
                    let method = read_method(engine, &module.path, function, areas);
                    found.push(method.map_err(|why| format!("{area}.{name}: {why}"))?);
                }
            }
        }
    }
    Ok(found)
}

fn read_method(
    engine: &Engine,
    module: &[String],
    function: &syn::ImplItemFn,
    areas: &[String],
) -> Outcome<Method> {
    let mut arguments = Vec::new();
    for input in &function.sig.inputs {
        let syn::FnArg::Typed(input) = input else { continue };
        let ty = engine.ty(&input.ty, module)?;
        arguments.push(Argument {
            name: parameter(engine, input.pat.to_token_stream().to_string(), &ty),
            ty,
            taken: taken(&input.ty),
        });
    }
    let syn::ReturnType::Type(_, output) = &function.sig.output else {
        return Err("gives nothing".to_owned());
    };
    let syn::Type::Path(path) = output.as_ref() else { return Err("gives a reference".to_owned()) };
    let last = path.path.segments.last().ok_or("gives an empty path")?;
    let fails = last.ident == "Result";
    let output = if areas.iter().any(|area| last.ident == area) {
        Err(last.ident.to_string())
    } else {
        match (&last.arguments, fails) {
            (syn::PathArguments::AngleBracketed(list), true) => match list.args.first() {
                Some(syn::GenericArgument::Type(ty)) => Ok(engine.ty(ty, module)?),
                _ => return Err("gives a result of nothing".to_owned()),
            },
            _ => Ok(engine.ty(output, module)?),
        }
    };
    Ok(Method {
        name: function.sig.ident.to_string(),
        docs: docs::of(&function.attrs),
        arguments,
        output,
        fails,
        body: function.block.to_token_stream().to_string(),
    })
}

/// The name of a parameter. The header that Swift reads is C, where `case` is a keyword: such a
/// parameter is called after its type.
fn parameter(engine: &Engine, name: String, ty: &Ty) -> String {
    if !matches!(name.as_str(), "case" | "register" | "default" | "switch") {
        return name;
    }
    let mut snake = String::new();
    for c in engine.rust(ty).chars() {
        if c.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

fn write_method(
    engine: &Engine,
    area: &str,
    method: &Method,
    way: &str,
    defaults: &Defaults,
) -> String {
    let exported = exported_name(area, &method.name);
    let documentation = docs::write(&method.docs, "    ");
    if let Err(handle) = &method.output {
        return format!(
            "{documentation}    pub fn {exported}(&self) -> std::sync::Arc<{handle}> {{\n        \
             std::sync::Arc::new({handle} {{ session: self.session.clone() }})\n    }}\n"
        );
    }
    let output = method.output.as_ref().map_or(String::new(), |output| engine.rust(output));
    let mut left_out = Vec::new();
    let (mut parameters, mut values) = (String::new(), Vec::new());
    for argument in &method.arguments {
        let name = &argument.name;
        let ty = engine.rust(&argument.ty);
        if matches!(&argument.ty, Ty::Named(at) if defaults.can_be_left_out(engine, *at)) {
            // uniffi has no word for a record as a default: nothing stands for it.
            left_out.push(format!("{name} = None"));
            parameters.push_str(&format!(", {name}: Option<{ty}>"));
            let value = format!("{name}.unwrap_or_default()");
            values.push(if argument.taken == Taken::Borrowed {
                format!("&{value}")
            } else {
                value
            });
            continue;
        }
        parameters.push_str(&format!(", {name}: {ty}"));
        values.push(match argument.taken {
            Taken::Owned => name.clone(),
            Taken::Borrowed => format!("&{name}"),
            Taken::MaybeBorrowed => format!("{name}.as_ref()"),
            Taken::MaybeText => format!("{name}.as_deref()"),
        });
        if let Ty::Maybe(_) = &argument.ty {
            left_out.push(format!("{name} = None"));
        }
    }
    let attribute = match left_out.as_slice() {
        [] => String::new(),
        left_out => format!("    #[uniffi::method(default({}))]\n", left_out.join(", ")),
    };
    let call = format!("{way}.{}({})", method.name, values.join(", "));
    let (output, call) = if method.fails {
        let call = format!("Ok(self.session.run(|session| {call})?)");
        (format!("Result<{output}, crate::BookroomError>"), call)
    } else {
        (output, format!("self.session.run(|session| {call})"))
    };
    format!(
        "{documentation}{attribute}    pub fn {exported}(&self{parameters}) -> {output} {{\n        \
         {call}\n    }}\n"
    )
}
