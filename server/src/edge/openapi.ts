import { apiBase, type Operation } from '@parlour/shared/protocol/define.js';
import { errors, type ErrorCode } from '@parlour/shared/protocol/errors.js';
import { fileNameHeader } from '@parlour/shared/protocol/events.js';
import { operations, type AnyOperation } from '@parlour/shared/protocol/registry.js';
import { schemas, type OperationSchema } from '@parlour/shared/schema/registry.js';
import type { Middleware } from 'koa';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document, made from the registry: it cannot say anything else than what is served. */
export function describeApi(): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    if (!operation.http) continue;
    const [method, path] = operation.http;
    const { input, output }: OperationSchema<unknown, unknown> = schemas[operation.name];
    const address = `${apiBase}${path.replace(/:(\w+)/g, '{$1}')}`;
    (paths[address] ??= {})[method.toLowerCase()] = {
      operationId: operation.name,
      summary: operation.summary,
      'x-capability': operation.capability,
      'x-purpose': operation.purpose,
      'x-limit': operation.limit,
      ...requestOf(operation, z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Json),
      responses: {
        200: {
          description: 'Done.',
          content: {
            'application/json': {
              schema: inline(z.toJSONSchema(output, { unrepresentable: 'any' }) as Json),
            },
          },
        },
        default: {
          description: 'Refused.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parlour',
      version: '1',
      license: { name: 'MIT' },
      description: 'Live chat that keeps its promises.',
    },
    paths,
    components: { schemas: { Problem: problem } },
  };
}

/** `z.toJSONSchema` puts shared shapes under `$defs`; each schema here carries its own. */
const inline = ({ $schema: _dialect, ...schema }: Json): Json => schema;

function requestOf({ http, body: kind }: Described, schema: Json): Json {
  const [method, path] = http!;
  const properties = (schema['properties'] ?? {}) as Record<string, Json>;
  const required = new Set(schema['required'] as string[] | undefined);
  const inPath = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
  const rest = Object.keys(properties).filter((name) => !inPath.includes(name));
  const hasBody = method === 'POST' || method === 'PUT';
  const parameters = [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: properties[name] })),
    ...(hasBody
      ? []
      : rest.map((name) => ({ name, in: 'query', required: required.has(name), schema: properties[name] }))),
  ];
  if (kind) return bytesOf(parameters, kind === 'bytes' ? properties['name'] : undefined);
  if (!hasBody || rest.length === 0) return { parameters };
  const body = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(rest.map((name) => [name, properties[name]])),
    required: rest.filter((name) => required.has(name)),
  };
  return { parameters, requestBody: { required: true, content: { 'application/json': { schema: body } } } };
}

type Described = AnyOperation & Pick<Operation, 'body'>;

/** A body that is a file, whose name is in a header where it has one. */
const bytesOf = (parameters: readonly Json[], name: Json | undefined): Json => ({
  parameters: name
    ? [...parameters, { name: fileNameHeader, in: 'header', required: false, schema: name }]
    : parameters,
  requestBody: { required: true, content: { 'application/octet-stream': {} } },
});

const problem = {
  type: 'object',
  description: 'RFC 9457 problem details.',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { enum: Object.keys(errors) as ErrorCode[] },
    retryable: { type: 'boolean' },
    requestId: { type: 'string' },
    retryAfterMs: { type: 'integer' },
    issues: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
  },
  required: ['type', 'title', 'status', 'code', 'retryable'],
};

let document: string | null = null;

export const openApi: Middleware = (koa) => {
  document ??= JSON.stringify(describeApi());
  koa.type = 'json';
  koa.set('Cache-Control', 'public, max-age=300');
  koa.body = document;
};
