/** A name as PostgreSQL takes it for a column (XftStringUtils.cleanColumnName). */
export const cleanColumn = (text: string): string => text.replace(/[/@[\]]/g, '').replaceAll(':', '_col_').replaceAll(',', '_com_')
  .replace(/[ .!#$%&'()*+\-;<=>?"\\^`{|}~]/g, '_')
