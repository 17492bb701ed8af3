/** A piece of XML: an element, or text that is not escaped yet. */
export type Xml = string | XmlElement;

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Xml[];
}

export function element(
  name: string,
  attributesOfIt: Readonly<Record<string, string>>,
  children: readonly Xml[],
): XmlElement {
  return { name, attributes: attributesOfIt, children };
}

/** Counts as attributes. */
export function attributes(counts: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, String(value)]));
}

export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${print(root, '')}\n`;
}

function print({ name, attributes: given, children }: XmlElement, indent: string): string {
  const written = Object.entries(given).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`);
  const start = `${indent}<${name}${written.join('')}`;
  if (children.length === 0) return `${start}/>`;
  if (children.every((child) => typeof child === 'string')) {
    return `${start}>${children.map(escapeText).join('')}</${name}>`;
  }
  const inner = children.map((child) =>
    typeof child === 'string' ? escapeText(child) : print(child, `${indent}  `),
  );
  return `${start}>\n${inner.join('\n')}\n${indent}</${name}>`;
}

/** A console prints characters that no XML 1.0 document may hold, escaped or not: they become U+FFFD. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function escapeText(text: string): string {
  return text
    .replaceAll(forbidden, '\u{FFFD}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
