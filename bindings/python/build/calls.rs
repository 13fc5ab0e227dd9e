//! Writes the calls of the engine's handles, and how commands come in and outcomes go out.

use bookroom_describe::model::{Area, Method, Parameter, Passing, Type};

use super::Outcome;
use super::python::{BINDING, Python, constant, name};

const USES: &str = "\
use bookroom::{AnyCommand, AnyOutcome, Session};
use pyo3::prelude::*;

use super::schema::*;
use crate::call::{Args, Done, Run};
use crate::from_python::from_python;
use crate::schema::Type;
use crate::to_python::to_python;
";

/// The file with the calls.
pub fn write(python: &Python<'_>) -> Outcome<String> {
    let mut found = Vec::new();
    for area in &python.description.areas {
        for method in area.methods.iter().filter(|method| !method.written.contains_key(BINDING)) {
            found.push((format!("{}.{}", area.name, method.name), area, method));
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    let (mut rows, mut calls) = (String::new(), String::new());
    for (key, area, method) in found {
        rows.push_str(&format!("    ({key:?}, {}),\n", key.replace('.', "_")));
        calls.push_str(&call(python, &key, area, method).map_err(|why| format!("{key}: {why}"))?);
    }
    let (commands, outcomes) = (commands(python), outcomes(python)?);
    Ok(format!(
        "{USES}\n/// Every call by its name, in the order of the names.\n\
         pub(crate) static CALLS: &[(&str, Run)] = &[\n{rows}];\n{calls}{commands}{outcomes}"
    ))
}

fn call(python: &Python<'_>, key: &str, area: &Area, method: &Method) -> Outcome<String> {
    let (mut reads, mut passed) = (String::new(), Vec::new());
    for (at, parameter) in method.parameters.iter().enumerate() {
        let kind = python.kind(&parameter.ty)?;
        let (hint, pass) = passing(parameter, at)?;
        reads.push_str(&format!(
            "    static A{at}: Type = {kind};\n    \
             let a{at}{hint} = args.get({at}, {:?}, &A{at})?;\n",
            parameter.name
        ));
        passed.push(pass);
    }
    let returns = python.kind(&method.output)?;
    let handle = area.name.replace('.', "().");
    let made = format!("session.{handle}().{}({})", method.name, passed.join(", "));
    let made = if method.fails { made } else { format!("Ok({made})") };
    Ok(format!(
        "\nfn {}(args: &Args<'_, '_>) -> Done {{\n    \
         static RETURNS: Type = {returns};\n{reads}    \
         args.run(&RETURNS, |session: &Session| {made})\n}}\n",
        key.replace('.', "_")
    ))
}

/// What a parameter is read as, where the call alone does not say it, and how it is passed on.
fn passing(parameter: &Parameter, at: usize) -> Outcome<(&'static str, String)> {
    let optional_text = || matches!(&parameter.ty, Type::Option(inner) if **inner == Type::Text);
    Ok(match (parameter.by, &parameter.ty) {
        (Passing::Value, _) => ("", format!("a{at}")),
        (Passing::Reference, Type::Text) => (": String", format!("&a{at}")),
        (Passing::Reference, Type::List(_)) => (": Vec<_>", format!("&a{at}")),
        (Passing::Reference, _) => ("", format!("&a{at}")),
        (Passing::OptionOfReference, _) if optional_text() => {
            (": Option<String>", format!("a{at}.as_deref()"))
        }
        (Passing::OptionOfReference, _) => (": Option<_>", format!("a{at}.as_ref()")),
        (Passing::MutableReference, _) => {
            return Err(format!("{} is changed in place", parameter.name));
        }
    })
}

fn commands(python: &Python<'_>) -> String {
    let mut arms = String::new();
    for command in &python.description.commands {
        let class = name(&command.names, &command.ty);
        arms.push_str(&format!(
            "        {class:?} => {{\n            \
             static KIND: Type = Type::Record(&COMMAND_{});\n            \
             AnyCommand::{}(from_python(command, &KIND)?)\n        }}\n",
            constant(class),
            command.ty
        ));
    }
    format!(
        "\n/// Reads a command: an instance of the class with this name.\n\
         pub(crate) fn command(name: &str, command: &Bound<'_, PyAny>) \
         -> PyResult<Option<AnyCommand>> {{\n    \
         Ok(Some(match name {{\n{arms}        _ => return Ok(None),\n    }}))\n}}\n"
    )
}

fn outcomes(python: &Python<'_>) -> Outcome<String> {
    let mut arms = String::new();
    for command in &python.description.commands {
        let kind =
            python.kind(&command.output).map_err(|why| format!("{}: {why}", command.name))?;
        arms.push_str(&format!(
            "        AnyOutcome::{}(value) => {{\n            \
             static KIND: Type = {kind};\n            \
             to_python(py, value, &KIND)\n        }}\n",
            command.ty
        ));
    }
    Ok(format!(
        "\n/// Makes what came of a command.\n\
         pub(crate) fn outcome(py: Python<'_>, outcome: &AnyOutcome) \
         -> PyResult<Py<PyAny>> {{\n    \
         match outcome {{\n{arms}    }}\n}}\n"
    ))
}
