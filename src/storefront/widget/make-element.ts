/** What an element gets when it is made. */
export interface ElementOptions {
  /** Class and part of the element: themes and pages name it so. */
  readonly part?: string;
  readonly text?: string | null | undefined;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly (Node | null)[];
}

/** Makes an element. Text is text: it never becomes markup. */
export function makeElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { part, text, attributes = {}, children = [] }: ElementOptions = {},
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (part) {
    element.className = `pw-${part}`;
    element.setAttribute('part', part);
  }
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}
