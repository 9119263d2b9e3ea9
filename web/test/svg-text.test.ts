import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeXml, lines, text } from '../src/logic/svg-text.ts';

test('names with markup stay text', () => {
  assert.equal(escapeXml('<b a="1">&'), '&lt;b a=&quot;1&quot;&gt;&amp;');
  assert.ok(text(1, 2, '<script>', { fill: '#000', font: '"A b"' }).endsWith('>&lt;script&gt;</text>'));
});

test('words are broken into lines', () => {
  assert.deepEqual(lines('one two three', 8), ['one two', 'three']);
  assert.deepEqual(lines('incomprehensible', 4), ['incomprehensible']);
  assert.deepEqual(lines('', 4), []);
});
