import { Column, type ColumnOptions } from 'typeorm';

/** An instant as UTC epoch milliseconds: the same on SQLite and PostgreSQL (which returns bigint as text). */
export const InstantColumn = (options: ColumnOptions = {}): PropertyDecorator =>
  Column({
    ...options,
    type: 'bigint',
    transformer: {
      // Conditions such as IsNull() pass through here too.
      to: (value: unknown) => (value instanceof Date ? value.getTime() : value),
      from: (value: string | number | null) => (value === null ? null : new Date(Number(value))),
    },
  });

/** A value kept as JSON text. */
export const JsonColumn = (options: ColumnOptions = {}): PropertyDecorator => Column({ ...options, type: 'simple-json' });
