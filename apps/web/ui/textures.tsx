import { useId } from 'react';

/** How things of different kinds differ in a picture, beside their colour. */
export const textures = ['plain', 'hatched', 'crossed', 'dotted', 'barred', 'outlined'] as const;
export type Texture = (typeof textures)[number];

export interface TexturedFill {
  /** A colour of the theme, as `var(--danger)`. */
  colour: string;
  texture: Texture;
}

/** Patterns for one picture: `defs` goes into its svg, `fillOf` gives what a shape is filled with. */
export function useTextures(fills: Readonly<Record<string, TexturedFill>>) {
  const id = useId();
  const defs = (
    <defs>
      {Object.entries(fills).map(([name, { colour, texture }]) => (
        <pattern key={name} id={`${id}-${name}`} width={6} height={6} patternUnits="userSpaceOnUse">
          <rect width={6} height={6} fill={colour} fillOpacity={texture === 'outlined' ? 0.15 : 1} />
          <Marks texture={texture} />
        </pattern>
      ))}
    </defs>
  );
  return { defs, fillOf: (name: string): string => `url(#${id}-${name})` };
}

function Marks({ texture }: { texture: Texture }) {
  const line = { stroke: 'var(--surface)', strokeWidth: 1.5, strokeOpacity: 0.65 };
  if (texture === 'hatched') return <path d="M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2" {...line} />;
  if (texture === 'crossed') return <path d="M0,0 L6,6 M6,0 L0,6" {...line} strokeWidth={1} />;
  if (texture === 'dotted') return <circle cx={3} cy={3} r={1.2} fill="var(--surface)" fillOpacity={0.75} />;
  if (texture === 'barred') return <path d="M0,1.5 H6 M0,4.5 H6" {...line} strokeWidth={1} />;
  return null;
}

/** What the fills of a picture stand for. */
export function TextureLegend({
  fills,
  names,
}: {
  fills: Readonly<Record<string, TexturedFill>>;
  names: Readonly<Record<string, string>>;
}) {
  const { defs, fillOf } = useTextures(fills);
  return (
    <ul className="text-ink-soft flex flex-wrap gap-x-3 gap-y-1 text-xs">
      {Object.entries(names).map(([name, words]) => (
        <li key={name} className="flex items-center gap-1.5">
          <svg aria-hidden width={12} height={12}>
            {defs}
            <rect
              width={12}
              height={12}
              rx={2}
              fill={fillOf(name)}
              stroke={fills[name]!.texture === 'outlined' ? fills[name]!.colour : 'none'}
            />
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}
