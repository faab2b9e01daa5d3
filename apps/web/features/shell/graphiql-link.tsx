/** To GraphiQL, where the API serves it: in development. */
export function GraphiqlLink({ isServed, className }: { isServed: boolean; className: string }) {
  if (!isServed) return null;
  return (
    <a href="/graphql" className={className}>
      GraphiQL
    </a>
  );
}
