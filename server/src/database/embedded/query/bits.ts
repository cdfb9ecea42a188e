import { Binary, Decimal128, Long } from 'bson';
import { badValue, failedToParse } from '../errors.js';
import { Kind, kindOf, type Value } from '../values/kinds.js';
import { toBigInt, toDouble } from '../values/numbers.js';
import { onElements, wholeNumber, type Predicate } from './predicate.js';

/** `$bitsAllSet` and its kin. */
export function bits(operator: string, argument: Value): Predicate {
  const mask = bitMask(argument, operator);
  const test = {
    $bitsAllSet: (value: bigint) => (value & mask) === mask,
    $bitsAnySet: (value: bigint) => (value & mask) !== 0n,
    $bitsAllClear: (value: bigint) => (value & mask) === 0n,
    $bitsAnyClear: (value: bigint) => (value & mask) !== mask,
  }[operator]!;
  return onElements((value) => {
    if (value instanceof Binary) return test(binaryBits(value));
    if (kindOf(value) !== Kind.Number) return false;
    if (value instanceof Decimal128 || !(value instanceof Long || Number.isSafeInteger(toDouble(value))))
      return false;
    return test(toBigInt(value));
  });
}

const binaryBits = (binary: Binary): bigint =>
  BigInt('0x' + (Buffer.from(binary.buffer.subarray(0, binary.position)).reverse().toString('hex') || '0'));

function bitMask(argument: Value, operator: string): bigint {
  if (argument instanceof Binary) return binaryBits(argument);
  if (Array.isArray(argument)) {
    return (argument as Value[]).reduce<bigint>((mask, position) => {
      const bit = wholeNumber(position, operator);
      if (bit < 0)
        throw badValue(`Failed to parse bit position. Expected a non-negative number in: ${operator}`);
      return mask | (1n << BigInt(bit));
    }, 0n);
  }
  const number = wholeNumber(argument, operator);
  if (number < 0) throw failedToParse(`Expected a non-negative number in: ${operator}: ${number}`);
  return BigInt(number);
}
