//! Writes the area handles: an object for each, a method for each of its methods.

use bookroom_describe::Outcome;
use bookroom_describe::model::{Area, Description, Method, Parameter, Passing, Type, Value};

use super::defaults::Defaults;
use super::names::{self, Names};
use super::{BINDING, docs};

pub fn write(
    description: &Description,
    names: &Names<'_>,
    defaults: &Defaults<'_>,
) -> Outcome<String> {
    let writer = Writer { description, names, defaults };
    let mut text = String::new();
    for area in &description.areas {
        text.push_str(&writer.area(area)?);
    }
    text.push_str(&writer.session());
    text.push_str(&writer.command_methods()?);
    Ok(text)
}

/// Whether nothing stands for an empty list.
fn is_empty(parameter: &Parameter) -> bool {
    parameter.default_for.get(BINDING) == Some(&Some(Value::Empty))
}

/// The name of a method where it crosses.
fn exported(method: &Method) -> &str {
    method.names.get(BINDING).unwrap_or(&method.name)
}

struct Writer<'a> {
    description: &'a Description,
    names: &'a Names<'a>,
    defaults: &'a Defaults<'a>,
}

impl Writer<'_> {
    fn area(&self, area: &Area) -> Outcome<String> {
        let name = &area.handle;
        let documentation = docs::write(&area.docs, "");
        let mut text = format!(
            "{documentation}#[derive(uniffi::Object)]\npub struct {name} {{\n    \
             pub(crate) session: crate::caller::Caller,\n}}\n\n#[uniffi::export]\nimpl {name} {{\n"
        );
        for part in &self.description.areas {
            if let Some((above, called)) = part.name.rsplit_once('.')
                && above == area.name
            {
                text.push_str(&accessor(called, &part.handle, &part.accessor_docs));
            }
        }
        let way: String = area.name.split('.').map(|step| format!(".{step}()")).collect();
        for method in area.methods.iter().filter(|one| !names::is_by_hand(&one.written)) {
            let written = self.method(method, &way);
            text.push_str(&written.map_err(|why| format!("{name}.{}: {why}", method.name))?);
        }
        text.push_str("}\n\n");
        Ok(text)
    }

    /// The session's methods that give the handles.
    fn session(&self) -> String {
        let mut text = String::from("#[uniffi::export]\nimpl Session {\n");
        for area in self.description.areas.iter().filter(|area| !area.name.contains('.')) {
            text.push_str(&accessor(&area.name, &area.handle, &area.docs));
        }
        text.push_str("}\n\n");
        text
    }

    fn method(&self, method: &Method, way: &str) -> Outcome<String> {
        let documentation = docs::write(&method.docs, "    ");
        let mut left_out = Vec::new();
        let (mut parameters, mut values) = (String::new(), Vec::new());
        for parameter in &method.parameters {
            let ty = self.names.rust(&parameter.ty)?;
            let name = self.parameter(parameter, &ty);
            if self.defaults.can_be_left_out(&parameter.ty) {
                // uniffi has no word for a record or a variant as a default: nothing stands for it.
                left_out.push(format!("{name} = None"));
                parameters.push_str(&format!(", {name}: Option<{ty}>"));
                let by = if parameter.by == Passing::Reference { "&" } else { "" };
                values.push(format!("{by}{name}.unwrap_or_default()"));
                continue;
            }
            parameters.push_str(&format!(", {name}: {ty}"));
            values.push(match parameter.by {
                Passing::Value => name.clone(),
                Passing::Reference => format!("&{name}"),
                Passing::OptionOfReference
                    if parameter.ty == Type::Option(Box::new(Type::Text)) =>
                {
                    format!("{name}.as_deref()")
                }
                Passing::OptionOfReference => format!("{name}.as_ref()"),
                Passing::MutableReference => {
                    return Err("what the engine changes cannot cross".to_owned());
                }
            });
            match &parameter.ty {
                Type::List(_) if is_empty(parameter) => left_out.push(format!("{name} = []")),
                Type::Option(_) => left_out.push(format!("{name} = None")),
                // As in Python: off, but for a method that sets just this.
                Type::Bool if !method.name.starts_with("set_") => {
                    left_out.push(format!("{name} = false"));
                }
                _ => {}
            }
        }
        let attribute = match left_out.as_slice() {
            [] => String::new(),
            left_out => format!("    #[uniffi::method(default({}))]\n", left_out.join(", ")),
        };
        let call = format!("session{way}.{}({})", method.name, values.join(", "));
        let output = self.names.rust(&method.output)?;
        let (output, call) = if method.fails {
            let call = format!("Ok(self.session.run(|session| {call})?)");
            (format!("Result<{output}, crate::BookroomError>"), call)
        } else {
            (output, format!("self.session.run(|session| {call})"))
        };
        let name = exported(method);
        Ok(format!(
            "{documentation}{attribute}    pub fn {name}(&self{parameters}) -> {output} {{\n        \
             {call}\n    }}\n"
        ))
    }

    /// The name of a parameter. The header that Swift reads is C, where `case` is a keyword: such
    /// a parameter is called after its type.
    fn parameter(&self, parameter: &Parameter, ty: &str) -> String {
        let binding = self.description.bindings.get(BINDING);
        let name = &parameter.name;
        if !binding.is_some_and(|binding| binding.words_by_type.contains(name)) {
            return name.clone();
        }
        let mut snake = String::new();
        for character in ty.chars() {
            if character.is_uppercase() && !snake.is_empty() {
                snake.push('_');
            }
            snake.extend(character.to_lowercase());
        }
        snake
    }

    /// The table of commands by the methods that give them.
    fn command_methods(&self) -> Outcome<String> {
        let mut rows = String::new();
        for command in &self.description.commands {
            let name = &command.name;
            for key in &command.methods {
                let found = self.description.areas.iter().find_map(|area| {
                    let called = key.strip_prefix(&area.name)?.strip_prefix('.')?;
                    let method = area.methods.iter().find(|method| method.name == called)?;
                    Some((&area.handle, exported(method)))
                });
                let (handle, method) = found.ok_or_else(|| format!("{key} is not described"))?;
                rows.push_str(&format!("    (\"{name}\", \"{handle}\", \"{method}\"),\n"));
            }
            for method in &command.session_methods {
                rows.push_str(&format!("    (\"{name}\", \"Session\", \"{method}\"),\n"));
            }
        }
        Ok(format!(
            "/// Commands with the handle and the method that give them, as the engine's own \
             methods do.\npub const METHODS: &[(&str, &str, &str)] = &[\n{rows}];\n\n"
        ))
    }
}

fn accessor(called: &str, handle: &str, docs: &str) -> String {
    let documentation = docs::write(docs, "    ");
    format!(
        "{documentation}    pub fn {called}(&self) -> std::sync::Arc<{handle}> {{\n        \
         std::sync::Arc::new({handle} {{ session: self.session.clone() }})\n    }}\n"
    )
}
