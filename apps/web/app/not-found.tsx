import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/states';

export default function NotFound() {
  return (
    <main>
      <EmptyState title="There is no such page" actions={<ButtonLink href="/">To the overview</ButtonLink>}>
        The address may be old, or mistyped.
      </EmptyState>
    </main>
  );
}
