import { Long, Timestamp } from 'bson';
import { badValue, StoreError } from '../errors.js';
import { compare } from '../values/compare.js';
import { isDocument, Kind, kindOf, typeOf, type Document, type Value } from '../values/kinds.js';
import { addToSet, pop, pull, pullAll, push } from './array-operators.js';
import { idText, type Leaf } from './leaf.js';
import { arithmetic, rankOf, toBigInt } from '../values/numbers.js';
import { shell } from '../values/shell.js';

export function parseOperator(operator: string, path: string, argument: Value, variables: Document): Leaf {
  switch (operator) {
    case '$set':
    case '$setOnInsert':
      return { creates: true, change: () => argument };
    case '$unset':
      return { creates: false, change: () => undefined };
    case '$inc':
      return calculate('$inc', 'add', path, argument);
    case '$mul':
      return calculate('$mul', 'multiply', path, argument);
    case '$min':
      return {
        creates: true,
        change: (value) => (value === undefined || compare(argument, value) < 0 ? argument : value),
      };
    case '$max':
      return {
        creates: true,
        change: (value) => (value === undefined || compare(argument, value) > 0 ? argument : value),
      };
    case '$currentDate':
      return currentDate(path, argument);
    case '$push':
      return push(path, argument);
    case '$addToSet':
      return addToSet(path, argument);
    case '$pull':
      return pull(path, argument, variables);
    case '$pullAll':
      return pullAll(path, argument);
    case '$pop':
      return pop(path, argument);
    default:
      return bit(path, argument);
  }
}

function calculate(operator: string, operation: 'add' | 'multiply', path: string, argument: Value): Leaf {
  if (kindOf(argument) !== Kind.Number) {
    const verb = operator === '$inc' ? 'increment' : 'multiply';
    throw new StoreError(14, `Cannot ${verb} with non-numeric argument: {${path}: ${shell(argument)}}`);
  }
  return {
    creates: true,
    change(value, target) {
      if (value === undefined) return operation === 'add' ? argument : arithmetic('multiply', 0, argument);
      if (kindOf(value) !== Kind.Number) {
        const name = path.split('.').pop();
        throw new StoreError(
          14,
          `Cannot apply ${operator} to a value of non-numeric type. ${idText(target)} has the field '${name}' of non-numeric type ${typeOf(value).alias}`,
        );
      }
      const result = arithmetic(operation, value, argument);
      if (result === null) {
        throw badValue(
          `Failed to apply ${operator} operations to current value ((NumberLong)${shell(value)}) for document ${idText(target)}`,
        );
      }
      return result;
    },
  };
}

function currentDate(path: string, argument: Value): Leaf {
  let timestamp = false;
  if (isDocument(argument)) {
    const type = argument.$type;
    if (Object.keys(argument).length !== 1 || (type !== 'date' && type !== 'timestamp')) {
      throw badValue(
        "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
      );
    }
    timestamp = type === 'timestamp';
  } else if (typeof argument !== 'boolean') {
    throw badValue(
      `${shell(argument)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}). (${path})`,
    );
  }
  return {
    creates: true,
    change: () => (timestamp ? new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 }) : new Date()),
  };
}

function bit(path: string, argument: Value): Leaf {
  if (!isDocument(argument) || Object.keys(argument).length === 0) {
    throw badValue(
      `The $bit modifier is not compatible with a ${typeOf(argument).alias}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  }
  for (const name of Object.keys(argument)) {
    if (!['and', 'or', 'xor'].includes(name))
      throw badValue(
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${shell(argument[name])}}`,
      );
    if (kindOf(argument[name]) !== Kind.Number || rankOf(argument[name]) > 1)
      throw badValue(
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeOf(argument[name]).alias}' is not supported here: {${name}: ${shell(argument[name])}}`,
      );
  }
  return {
    creates: true,
    change(value, target) {
      const current = value === undefined ? 0 : value;
      if (kindOf(current) !== Kind.Number || rankOf(current) > 1) {
        throw badValue(
          `Cannot apply $bit to a value of non-integral type.${idText(target)} has the field ${path} of non-integer type ${typeOf(current).alias}`,
        );
      }
      let result = toBigInt(current);
      let wide = rankOf(current) === 1;
      for (const name of Object.keys(argument)) {
        const mask = toBigInt(argument[name]);
        wide ||= rankOf(argument[name]) === 1;
        result = name === 'and' ? result & mask : name === 'or' ? result | mask : result ^ mask;
      }
      return wide ? Long.fromBigInt(BigInt.asIntN(64, result)) : Number(BigInt.asIntN(32, result));
    },
  };
}
