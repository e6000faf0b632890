/** What an element gets when it is made. */
export interface ElementOptions {
  /** Class and part of the element: themes and pages name it so. */
  readonly part?: string;
  readonly text?: string | null | undefined;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly (Node | null)[];
}

/** Makes an element. Text is text: it never becomes markup, and its direction is its own. */
export function makeElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { part, text, attributes = {}, children = [] }: ElementOptions = {},
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (part) {
    element.className = `pw-${part}`;
    element.setAttribute('part', part);
  }
  if (text) setText(element, text);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Puts a text into an element, so that words from right to left and from left to right do not mix. */
export function setText(element: Element, text: string): void {
  const isolated = document.createElement('bdi');
  isolated.textContent = text;
  element.replaceChildren(isolated);
}
