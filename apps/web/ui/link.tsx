'use client';

// eslint-disable-next-line no-restricted-imports -- what the others use instead.
import NextLink from 'next/link';
import type { ComponentProps } from 'react';
import { useState } from 'react';

export type LinkProps = Omit<ComponentProps<typeof NextLink>, 'prefetch'>;

/**
 * Where it leads is fetched once somebody points at it, or comes to it with the keyboard. Next fetches for every link
 * that comes into sight, which for a list is a request for each row, again and again while it scrolls.
 */
export function Link({ onPointerEnter, onFocus, ...props }: LinkProps) {
  const [isLikely, setLikely] = useState(false);
  return (
    <NextLink
      {...props}
      prefetch={isLikely ? null : false}
      onPointerEnter={(event) => {
        setLikely(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setLikely(true);
        onFocus?.(event);
      }}
    />
  );
}
