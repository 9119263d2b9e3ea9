/** Makes an element. Text is always set as text, so that a name with markup in it stays a name. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string | number | boolean | null | ((event: Event) => void)> = {},
  ...children: (Node | string | null)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    // The page's policy forbids style attributes, not styles set by script.
    else if (key === 'style') made.style.cssText = String(value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== null) made.setAttribute(key, String(value));
  }
  made.append(...children.filter(child => child !== null));
  return made;
}

/** Makes an SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Record<string, string | number | null> = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null) made.setAttribute(key, String(value));
  }
  made.append(...children);
  return made;
}

/** A labelled drop-down list. */
export function choice(
  label: string,
  options: { value: string; text: string; group?: string }[],
  value: string,
  chosen: (value: string) => void,
): HTMLLabelElement {
  const select = element('select', { change: () => chosen(select.value) });
  const groups = new Map<string, HTMLElement>();
  for (const option of options) {
    const made = element('option', { value: option.value, selected: option.value === value }, option.text);
    if (option.group === undefined) {
      select.append(made);
      continue;
    }
    if (!groups.has(option.group)) {
      const group = element('optgroup', { label: option.group });
      groups.set(option.group, group);
      select.append(group);
    }
    groups.get(option.group)!.append(made);
  }
  return element('label', { class: 'choice' }, element('span', {}, label), select);
}
