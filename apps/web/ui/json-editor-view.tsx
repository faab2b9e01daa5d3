'use client';

import { json, jsonParseLinter } from '@codemirror/lang-json';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { linter } from '@codemirror/lint';
import { tags } from '@lezer/highlight';
import type { ReactCodeMirrorRef } from '@uiw/react-codemirror';
import CodeMirror, { EditorView } from '@uiw/react-codemirror';
import { useEffect, useMemo, useRef } from 'react';
import { classNames } from './class-names';

export type InsertText = (text: string) => void;

export interface JsonEditorViewProps {
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  /** What it is, for screen readers. */
  label: string;
  /** Once: hands out what writes a text where the cursor is. */
  onReady: (insert: InsertText) => void;
  /** Given by Field. */
  id?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
}

/** The heavy half of JsonEditor, fetched when one is shown. */
export function JsonEditorView(props: JsonEditorViewProps) {
  const { value, onChange, onBlur, label, onReady, id } = props;
  const { 'aria-describedby': describedBy, 'aria-invalid': isInvalid = false } = props;
  const editor = useRef<ReactCodeMirrorRef>(null);
  useEffect(() => {
    onReady((text) => {
      const view = editor.current?.view;
      if (view === undefined) return;
      view.dispatch(view.state.replaceSelection(text));
      view.focus();
    });
  }, [onReady]);
  const extensions = useMemo(
    () => [
      json(),
      // An empty body is a body too.
      linter((view) => (view.state.doc.toString().trim() === '' ? [] : jsonParseLinter()(view))),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        'aria-label': label,
        'aria-invalid': String(isInvalid),
        ...(id !== undefined && { id }),
        ...(describedBy !== undefined && { 'aria-describedby': describedBy }),
      }),
      theme,
      syntaxHighlighting(highlighting),
    ],
    [label, id, describedBy, isInvalid],
  );
  return (
    <CodeMirror
      ref={editor}
      value={value}
      onChange={onChange}
      onBlur={onBlur}
      extensions={extensions}
      theme="none"
      indentWithTab={false}
      minHeight="12rem"
      maxHeight="28rem"
      basicSetup={setup}
      className={classNames(
        'bg-surface focus-within:outline-accent overflow-hidden rounded-md border text-[0.8125rem] focus-within:outline-2 focus-within:outline-offset-2',
        isInvalid ? 'border-danger' : 'border-line-strong/60',
      )}
    />
  );
}

const setup = {
  autocompletion: false,
  highlightSelectionMatches: false,
  highlightActiveLine: false,
  highlightActiveLineGutter: false,
};

const theme = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { fontFamily: 'var(--font-mono)', caretColor: 'var(--ink)', outline: 'none' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--ink-faint)', border: 'none' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection': {
    backgroundColor: 'var(--accent-soft) !important',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-soft)',
    outline: '1px solid var(--accent)',
  },
  '.cm-tooltip': { backgroundColor: 'var(--surface)', color: 'var(--ink)', borderColor: 'var(--line)' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--sunken)', color: 'var(--ink-soft)', border: 'none' },
});

const highlighting = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--info)' },
  { tag: tags.string, color: 'var(--success)' },
  { tag: tags.number, color: 'var(--violet)' },
  { tag: [tags.bool, tags.null], color: 'var(--warning)' },
]);
