/** Colours of the page for what CSS does not reach. */
export interface Theme {
  dark: boolean;
  background: string;
  surface: string;
  text: string;
  /** Text of less weight, axes. */
  faint: string;
  line: string;
  accent: string;
  font: string;
}

export function currentTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    dark: document.documentElement.dataset['theme'] === 'dark',
    background: colour('background'),
    surface: colour('surface'),
    text: colour('text'),
    faint: colour('faint'),
    line: colour('line'),
    accent: colour('accent'),
    font: style.fontFamily,
  };
}

/** Light or dark: what the person chose here before, else what the system says. */
export function startTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    document.documentElement.dataset['theme'] = chosen() ?? (dark.matches ? 'dark' : 'light');
  };
  dark.addEventListener('change', apply);
  apply();
}

export function toggleTheme(): void {
  const next = document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset['theme'] = next;
  try {
    localStorage.setItem('coterie.theme', next);
  } catch {
    // A page from a file may not keep anything.
  }
}

function chosen(): string | null {
  try {
    return localStorage.getItem('coterie.theme');
  } catch {
    return null;
  }
}
