'use client';

import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { classNames } from './class-names';
import { CopyButton } from './copy-button';
import type { JsonNode } from './json-tree';
import { parseJsonTree } from './json-tree';

export interface JsonViewProps {
  /** As it was received or sent: never parsed by `JSON.parse`, which loses digits of large numbers. */
  text: string;
  /** What it is, for screen readers: `Response body`. */
  label: string;
  /** Levels that are open at first. Default 3. */
  openLevels?: number;
}

/** A text as a tree where it is JSON, and as it is otherwise; either can be copied whole. */
export function JsonView({ text, label, openLevels = 3 }: JsonViewProps) {
  const tree = useMemo(() => parseJsonTree(text), [text]);
  const [asText, setAsText] = useState(false);
  const isTree = tree !== null && !asText && (tree.kind === 'object' || tree.kind === 'array');
  return (
    <figure className="border-line bg-sunken min-w-0 rounded-md border">
      <figcaption className="border-line flex min-h-9 items-center gap-2 border-b pr-1 pl-3">
        <span className="text-ink-soft text-xs font-medium">{label}</span>
        <span className="text-ink-faint text-xs">{tree === null ? 'text' : 'JSON'}</span>
        <span className="ml-auto flex items-center">
          {tree !== null && (
            <button
              type="button"
              onClick={() => setAsText(!asText)}
              aria-pressed={asText}
              className="text-ink-soft hover:text-ink h-7 rounded px-2 text-xs font-medium"
            >
              As it came
            </button>
          )}
          <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
        </span>
      </figcaption>
      <div
        role="region"
        aria-label={label}
        tabIndex={0}
        className="max-h-96 overflow-auto p-3 font-mono text-xs leading-relaxed"
      >
        {isTree ? (
          <Node node={tree} level={0} openLevels={openLevels} />
        ) : (
          <pre className="break-words whitespace-pre-wrap">{text}</pre>
        )}
      </div>
    </figure>
  );
}

/** So many children are drawn at first; the rest on demand. */
const childrenAtOnce = 100;

interface NodeProps {
  node: JsonNode;
  level: number;
  openLevels: number;
  name?: string;
}

function Node({ node, level, openLevels, name }: NodeProps) {
  if (node.kind === 'object' || node.kind === 'array') {
    return <Branch node={node} level={level} openLevels={openLevels} name={name} />;
  }
  return (
    <div className="pl-5 break-words whitespace-pre-wrap">
      {name !== undefined && <Name text={name} />}
      <span className={leafColours[node.kind]}>{node.text}</span>
    </div>
  );
}

const leafColours = { string: 'text-success', number: 'text-info', literal: 'text-violet' };

function Name({ text }: { text: string }) {
  return <span className="text-ink-soft">{text}: </span>;
}

interface BranchProps extends Omit<NodeProps, 'node' | 'name'> {
  node: Extract<JsonNode, { kind: 'object' | 'array' }>;
  name: string | undefined;
}

function Branch({ node, level, openLevels, name }: BranchProps) {
  const [isOpen, setOpen] = useState(level < openLevels);
  const [shown, setShown] = useState(childrenAtOnce);
  const children: { name?: string; value: JsonNode }[] =
    node.kind === 'object'
      ? node.entries.map(({ key, value }) => ({ name: key, value }))
      : node.items.map((value) => ({ value }));
  const [begin, end] = node.kind === 'object' ? ['{', '}'] : ['[', ']'];
  if (children.length === 0) {
    return (
      <div className="pl-5">
        {name !== undefined && <Name text={name} />}
        {begin}
        {end}
      </div>
    );
  }
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="hover:bg-line/60 inline-flex min-h-6 items-center rounded text-left"
      >
        <span aria-hidden className="text-ink-faint flex w-5 justify-center">
          {isOpen ? <ChevronDown size={12} /> : <ChevronRight size={12} />}
        </span>
        <span>
          {name !== undefined && <Name text={name} />}
          {begin}
          {!isOpen && `…${end}`}
          <span className="text-ink-faint"> {children.length}</span>
        </span>
      </button>
      {isOpen && (
        <div className={classNames('border-line ml-2.5 border-l pl-1')}>
          {children.slice(0, shown).map((child, index) => (
            <Node
              key={index}
              node={child.value}
              {...(child.name !== undefined && { name: child.name })}
              level={level + 1}
              openLevels={openLevels}
            />
          ))}
          {children.length > shown && (
            <button
              type="button"
              onClick={() => setShown(shown + childrenAtOnce)}
              className="text-accent ml-5 h-6 font-sans font-medium"
            >
              Show {Math.min(childrenAtOnce, children.length - shown)} more of {children.length}
            </button>
          )}
        </div>
      )}
      {isOpen && <div className="pl-5">{end}</div>}
    </div>
  );
}
