import './summary.css';
import type { RunDocument } from '../api.ts';
import { element } from '../dom.ts';
import { settingRows } from '../logic/setting-rows.ts';
import type { MountedView, Page, Table, View } from '../page.ts';

export const summary: View = {
  id: 'summary',
  title: 'Summary',
  shows: 'What the run says at its last snapshot, in words, as coterie show does.',
  good: 'Q above its null models, and communities that hold a class each.',
  method: 'Q is modularity with weighted overlap. Communities are those of Louvain, with the classes whose strongest neurons are mostly '
    + 'in them; two classes are hard to tell apart where many neurons represent both. docs/reference/method.md explains each answer.',
  mount: (host, page) => new Summary(host, page),
};

class Summary implements MountedView {
  private shown: RunDocument | null = null;

  constructor(private readonly host: HTMLElement, private readonly page: Page) {}

  update(): void {
    const { run } = this.page;
    if (run === this.shown) return;
    this.shown = run;
    const groups = run.answers.map(group => element('section', {},
      element('h2', {}, group.heading ?? 'The model'),
      element('dl', {}, ...group.answers.flatMap(answer => [
        element('dt', {}, answer.label), element('dd', {}, answer.parts.join(' · ')),
      ]))));
    const notes = run.notes.length === 0 ? null : element('section', {},
      element('h2', {}, 'How the data were read'), element('ul', {}, ...run.notes.map(note => element('li', {}, note))));
    const settings = element('details', {}, element('summary', {}, 'Settings'), element('dl', {
      class: 'settings',
    }, ...settingRows(run.settings)
      .flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])));
    this.host.replaceChildren(element('div', { class: 'summary' }, ...groups, notes, settings));
  }

  dispose(): void {}

  table(): Table {
    const { run } = this.page;
    return {
      name: `${run.id}-summary`, columns: ['layer', 'answer', 'text'],
      rows: run.answers.flatMap(group => group.answers.flatMap(answer => answer.parts.map(part => [
        group.layer === null ? null : run.layers[group.layer].name, answer.label, part,
      ]))),
    };
  }
}
