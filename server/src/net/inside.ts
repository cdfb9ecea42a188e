/**
 * Which addresses are inside: of this machine, of its network, or of none that the public routes to. What somebody
 * else asks this server to fetch never goes there. The registries are IANA's for special-purpose IPv4 and IPv6
 * addresses (RFC 6890 and later), with everything in them that is not globally reachable.
 */
import { BlockList, isIP } from 'node:net';

const inside = new BlockList();

const networks4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  // Multicast, reserved and broadcast.
  '224.0.0.0/3',
];
for (const network of networks4) {
  const [address, bits] = network.split('/') as [string, string];
  inside.addSubnet(address, Number(bits), 'ipv4');
}

/** Of IPv6 only what is assigned for the public internet is outside, and of that not what embeds other addresses. */
const outside6 = new BlockList();
outside6.addSubnet('2000::', 3, 'ipv6');
for (const [address, bits] of [
  // Teredo, ORCHID, benchmarking and the other protocol assignments.
  ['2001::', 23],
  ['2001:db8::', 32],
  // 6to4 carries an IPv4 address.
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const)
  inside.addSubnet(address, bits, 'ipv6');

/** Whether `address`, an IP address as text, is one that nobody outside may make this server connect to. */
export function isInside(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 4) return inside.check(bare, 'ipv4');
  // IPv4 in any clothes of IPv6 (mapped, translated, compatible) lies outside 2000::/3.
  if (family === 6) return !outside6.check(bare, 'ipv6') || inside.check(bare, 'ipv6');
  return true;
}
