import { Ago } from '@/features/time/time';
import { Cell, ColumnHead, Row, Table } from '@/ui/table';
import type { HealthRow } from './health-row';
import { LightBadge } from './light-badge';

/** Each with its verdict, what it is measured by, since when, and what helps. */
export function HealthTable({ rows }: { rows: readonly HealthRow[] }) {
  return (
    <Table caption="Health of everything that a run needs">
      <thead>
        <tr>
          <ColumnHead className="w-24">State</ColumnHead>
          <ColumnHead className="max-md:hidden md:w-56">What</ColumnHead>
          <ColumnHead>As it is</ColumnHead>
          <ColumnHead className="max-lg:hidden">Measured by</ColumnHead>
          <ColumnHead className="max-md:hidden">Since</ColumnHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <HealthLine key={row.id} row={row} />
        ))}
      </tbody>
    </Table>
  );
}

function HealthLine({ row: { name, light, value, threshold, since, fix } }: { row: HealthRow }) {
  return (
    <Row className="align-top">
      <Cell className="align-top">
        <LightBadge light={light} />
      </Cell>
      <th scope="row" className="px-3 py-2 align-top font-medium max-md:hidden">
        {name}
      </th>
      <Cell className="align-top">
        <span className="block font-medium md:hidden">{name}</span>
        <span className="tabular block">{value}</span>
        {fix !== null && (
          <span className="text-ink-soft mt-0.5 block text-xs">
            <span className="font-semibold">How to fix it: </span>
            {fix}
          </span>
        )}
        <span className="text-ink-faint mt-0.5 block text-xs lg:hidden">{threshold}</span>
      </Cell>
      <Cell className="text-ink-soft align-top max-lg:hidden">{threshold ?? '–'}</Cell>
      <Cell className="text-ink-soft align-top whitespace-nowrap max-md:hidden">
        {since === null ? <span title="Not known">–</span> : <Ago at={since} />}
      </Cell>
    </Row>
  );
}
