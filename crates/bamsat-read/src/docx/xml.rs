//! An XML part as a tree.
//!
//! Names go without their prefix: the vocabularies of a Word file do not clash in what is read
//! here. Entities other than those of XML itself are never resolved, so that nothing outside the
//! part is reached.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::error::ReadError;
use crate::limits::Limits;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// What stands inside an element.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// The outermost element of a part.
    pub(super) fn parse(part: &str, xml: &str, limits: &Limits) -> Result<Self, ReadError> {
        let broken = |at: u64, why: String| ReadError::Broken { part: part.to_owned(), place: at, why };
        let mut reader = Reader::from_str(xml);
        // The element that is open at each depth; the first holds the whole.
        let mut open = vec![Self::default()];
        let mut count = 0;
        loop {
            let event = reader.read_event().map_err(|error| broken(reader.error_position(), error.to_string()))?;
            count += u64::from(matches!(event, Event::Start(_) | Event::Empty(_)));
            if count > limits.elements {
                return Err(ReadError::TooManyElements { part: part.to_owned(), limit: limits.elements });
            }
            match event {
                Event::Eof => break,
                Event::Start(tag) => {
                    if open.len() as u64 > limits.nesting {
                        return Err(ReadError::TooDeep { part: part.to_owned(), limit: limits.nesting });
                    }
                    open.push(Self::of(&tag));
                }
                Event::Empty(tag) => add(&mut open, Node::Element(Self::of(&tag))),
                Event::End(_) => {
                    // The reader has seen to it that an element is open.
                    let closed = open.pop().unwrap_or_default();
                    add(&mut open, Node::Element(closed));
                }
                Event::Text(text) => add(&mut open, Node::Text(text.xml_content(XmlVersion::Implicit1_0).into_owned())),
                Event::CData(text) => add(&mut open, Node::Text(text.xml_content(XmlVersion::Implicit1_0).into_owned())),
                Event::GeneralRef(reference) => add(&mut open, Node::Text(resolved(&reference))),
                _ => {}
            }
        }
        if open.len() > 1 {
            return Err(broken(reader.buffer_position(), "the part ends inside an element".to_owned()));
        }
        let whole = open.pop().unwrap_or_default();
        let root = whole.children.into_iter().find_map(|node| match node {
            Node::Element(root) => Some(root),
            Node::Text(_) => None,
        });
        root.ok_or_else(|| broken(0, "the part is empty".to_owned()))
    }

    fn of(tag: &BytesStart<'_>) -> Self {
        let attribute = |found: quick_xml::events::attributes::Attribute<'_>| {
            let value = found.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default().into_owned();
            (found.key.local_name().as_ref().to_owned(), value)
        };
        Self {
            name: tag.local_name().as_ref().to_owned(),
            attributes: tag.attributes().with_checks(false).flatten().map(attribute).collect(),
            children: Vec::new(),
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The attribute `val`, in which most properties keep their value.
    pub(super) fn value(&self) -> Option<&str> {
        self.attribute("val")
    }

    /// The attribute `val` as a number.
    pub(super) fn number<T: std::str::FromStr>(&self) -> Option<T> {
        self.value()?.parse().ok()
    }

    /// Whether a property that is on or off is on.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value(), Some("0" | "false" | "off" | "none"))
    }

    /// The elements inside.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements of a name inside.
    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.elements().filter(move |element| element.name == name)
    }

    /// Whether an element of a name stands inside, at any depth.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.elements().any(|element| element.name == name || element.holds(name))
    }

    /// The first element of a name inside.
    pub(super) fn child<'e>(&'e self, name: &'e str) -> Option<&'e Self> {
        self.all(name).next()
    }
}

fn add(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

/// A character reference, or one of the five entities of XML; any other stands for nothing.
fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(ch)) = reference.resolve_char_ref() {
        return ch.to_string();
    }
    match &**reference {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
    .to_owned()
}
