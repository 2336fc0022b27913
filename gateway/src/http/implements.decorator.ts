import { apiRoot, type Operation } from '@etapiste/protocol';
import { Delete, Get, HttpCode, Post, Put, SetMetadata, applyDecorators } from '@nestjs/common';

/** Metadata key under which a route keeps its operation. */
export const operationKey = 'etapiste:operation';

const verbs = { GET: Get, POST: Post, PUT: Put, DELETE: Delete };

/** Makes a method the route of one of protocol's operations: method, path and checks all come from there. */
export function Implements(operation: Operation): MethodDecorator {
  const path = apiRoot + operation.path.replaceAll(/\{(\w{1,40})\}/g, ':$1');
  return applyDecorators(
    verbs[operation.method](path),
    HttpCode(operation.response ? 200 : 204),
    SetMetadata(operationKey, operation),
  );
}
