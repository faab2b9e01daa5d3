import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { defaultDeliveryOptions } from './delivery-options.js';
import type { TemplateEscape, TemplateValues } from './template.js';
import {
  checkTemplate,
  escapeForHeader,
  escapeForJson,
  escapeForUrl,
  parseTemplate,
  renderTemplate,
  renderWebhook,
  secretNamesOf,
  templateNames,
} from './template.js';

const values: TemplateValues = {
  scheduledFor: '2026-03-29T01:00:00.123456Z',
  runId: 'run-1',
  taskId: 'task-1',
  taskName: 'Käse & "Brot"',
  attempt: 2,
  trigger: 'schedule',
  secrets: new Map([['API_KEY', 's3cret/+']]),
};

function render(text: string, escape: TemplateEscape, overrides: Partial<TemplateValues> = {}) {
  const template = parseTemplate(text);
  if ('fault' in template) throw new Error(template.fault);
  return renderTemplate(template, { ...values, ...overrides }, escape);
}

describe('renderTemplate', () => {
  test.each([
    ['{{runId}}', 'run-1'],
    ['{{ runId }}/{{taskId}}', 'run-1/task-1'],
    ['{{scheduledFor}}', '2026-03-29T01:00:00.123456Z'],
    ['{{scheduledForUnix}}', '1774746000'],
    ['{{attempt}}{{trigger}}', '2schedule'],
    ['{{secret:API_KEY}}', 's3cret/+'],
    ['no placeholder, {one brace} and }}', 'no placeholder, {one brace} and }}'],
    ['{{{{runId}} is {{runId}}', '{{runId}} is run-1'],
    ['{{{{{{runId}}', '{{run-1'],
    ['', ''],
  ])('fills %j in', (text, rendered) => {
    expect(render(text, (value) => value)).toEqual({ text: rendered });
  });

  test('escapes a value for the place where it stands', () => {
    expect(render('?name={{taskName}}', escapeForUrl)).toEqual({
      text: '?name=K%C3%A4se%20%26%20%22Brot%22',
    });
    expect(render('{"name":"{{taskName}}"}', escapeForJson)).toEqual({
      text: '{"name":"Käse & \\"Brot\\""}',
    });
    expect(render('{{taskName}}', escapeForHeader)).toEqual({ text: 'Käse & "Brot"' });
  });

  test('does not read what was filled in again', () => {
    expect(render('{{taskName}}', (value) => value, { taskName: '{{secret:API_KEY}}' })).toEqual({
      text: '{{secret:API_KEY}}',
    });
  });

  test.each(['a\r\nb: c', 'a\nb', 'a\0', '🚀'])('refuses %j in a header, without telling it', (taskName) => {
    expect(render('{{taskName}}', escapeForHeader, { taskName })).toEqual({
      errorCode: 'template_invalid',
      message: 'The value of {{taskName}} has characters that cannot stand where it is used',
    });
  });

  test.each(['.', '..', '\ud800'])('refuses %j in a URL', (taskName) => {
    expect(render('/a/{{taskName}}', escapeForUrl, { taskName })).toMatchObject({
      errorCode: 'template_invalid',
    });
  });

  test('names a secret that is not there', () => {
    expect(render('{{secret:OTHER}}', escapeForUrl)).toEqual({
      errorCode: 'secret_missing',
      message: 'There is no {{secret:OTHER}}',
    });
  });

  const name = fc.constantFrom(
    ...templateNames.map((word) => `{{${word}}}`),
    '{{secret:S}}',
    '{{{{',
    'text',
    ' ',
  );
  const text = fc.array(name).map((parts) => parts.join(''));

  test('never puts a line break or a NUL into a header', () => {
    fc.assert(
      fc.property(text, fc.string({ unit: 'binary' }), (template, value) => {
        const rendered = render(template, escapeForHeader, {
          taskName: value,
          secrets: new Map([['S', value]]),
        });
        if ('text' in rendered) expect(rendered.text).not.toMatch(/[\r\n\0]/);
      }),
    );
  });

  test('keeps JSON what it was, with the values in its strings', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const json = JSON.stringify({ a: ['{{taskName}}', { '{{taskName}}': 1 }] });
        const rendered = render(json, escapeForJson, { taskName: value });
        expect(JSON.parse('text' in rendered ? rendered.text : '')).toEqual({ a: [value, { [value]: 1 }] });
      }),
    );
  });

  test('never leaves the part of the URL that it stands in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const rendered = render('/{{taskName}}', escapeForUrl, { taskName: value });
        if ('text' in rendered) expect(rendered.text.slice(1)).not.toMatch(/[^\w.!~*'()%-]/);
      }),
    );
  });
});

describe('checkTemplate', () => {
  test.each([
    ['ab{{runid}}', 'names {{runid}}, which is not known (character 3)'],
    ['{{}}', 'names {{}}, which is not known (character 1)'],
    ['{{runId', 'has a {{ that is never closed (character 1)'],
    ['{{secret:}}', 'names {{secret:}}, which is not known'],
    ['{{secret:a b}}', 'names {{secret:a b}}, which is not known'],
    ['{{secret:{{runId}}}}', 'names {{secret:{{runId}}'],
    ['{{runId.length}}', 'names {{runId.length}}'],
    ['{{constructor}}', 'names {{constructor}}'],
    ['{{toString()}}', 'names {{toString()}}'],
    ['{{\trunId}}', 'names {{\trunId}}'],
  ])('refuses %j', (text, fault) => {
    expect(checkTemplate(text)).toContain(fault);
  });

  test('accepts every name, and any text of single braces', () => {
    for (const name of templateNames) expect(checkTemplate(`{{${name}}}`)).toBeNull();
    expect(checkTemplate('{"a": {"b": {}}}')).toBeNull();
  });
});

describe('renderWebhook', () => {
  const texts = {
    url: 'https://r.test/{{runId}}',
    headers: { x: '{{attempt}}' },
    payloadText: '"{{trigger}}"',
  };

  test('fills URL, headers and payload in', () => {
    expect(renderWebhook(texts, values)).toEqual({
      url: 'https://r.test/run-1',
      headers: { x: '2' },
      payloadText: '"schedule"',
    });
  });

  test.each(['https://{{secret:API_KEY}}/', 'https://r.test{{taskName}}/', 'http://r.test:{{attempt}}'])(
    'refuses the host of %s',
    (url) => {
      expect(renderWebhook({ ...texts, url }, values)).toMatchObject({ errorCode: 'template_invalid' });
    },
  );

  test.each([{ url: 'https://r.test/{{x}}' }, { headers: { a: '{{' } }, { payloadText: '"{{x}}"' }])(
    'tells the fault of %j',
    (fault) => {
      const rendered = renderWebhook({ ...texts, ...fault }, values);
      expect(rendered).toMatchObject({ errorCode: 'template_invalid' });
    },
  );
});

describe('secretNamesOf', () => {
  const texts = {
    url: 'https://r.test/{{secret:URL_KEY}}',
    headers: { x: '{{secret:B}}', y: '{{secret:URL_KEY}}' },
    payloadText: '"{{{{secret:LITERAL}} {{secret:C}}"',
  };
  const auth = { type: 'bearer', tokenSecret: 'T' } as const;
  const tls = { ca: null, certificate: 'c', keySecret: 'K' };

  test('names each secret once', () => {
    const options = { ...defaultDeliveryOptions, templates: true, auth, tls };
    expect(secretNamesOf(options, texts)).toEqual(['T', 'K', 'URL_KEY', 'C', 'B']);
  });

  test('names none of text that is no template', () => {
    expect(secretNamesOf(defaultDeliveryOptions, texts)).toEqual([]);
  });
});
