// Where a value departs from a JSON schema, for the few keywords that the engine's schemas use.
export function misfits(schema, value, where = '$') {
  if (schema.enum)
    return schema.enum.includes(value) ? [] : [`${where}: ${JSON.stringify(value)} is not one of its values`];
  if (schema.anyOf) {
    const all = schema.anyOf.map((each) => misfits(each, value, where));
    return all.some((each) => each.length === 0) ? [] : (all[0] ?? []);
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isA(type, value))) return [`${where}: expected ${types.join(' or ')}`];
  if (Array.isArray(value)) return value.flatMap((each, i) => misfits(schema.items ?? {}, each, `${where}[${i}]`));
  if (value === null || typeof value !== 'object') return [];
  return [
    ...(schema.required ?? []).filter((key) => !(key in value)).map((key) => `${where}: ${key} is missing`),
    ...Object.entries(value).flatMap(([key, each]) => {
      const inner = schema.properties?.[key] ?? schema.additionalProperties ?? {};
      return inner === false ? [`${where}: ${key} is unknown`] : misfits(inner, each, `${where}.${key}`);
    }),
  ];
}

function isA(type, value) {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return value !== null && typeof value === 'object' && !Array.isArray(value);
  return typeof value === type;
}
