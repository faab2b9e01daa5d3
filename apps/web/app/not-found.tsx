import { ButtonLink } from '@/ui/button';

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-4 p-6">
      <title>No such page · Carillon</title>
      <h1 className="text-xl font-semibold">There is no such page</h1>
      <p className="text-ink-soft">The address may be old, or mistyped.</p>
      <ButtonLink look="primary" href="/">
        To the overview
      </ButtonLink>
    </main>
  );
}
