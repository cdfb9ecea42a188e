/** Whether an address leads to the inside: this machine, its network, or anything that is not the public internet. */
import { BlockList, isIP } from 'node:net';

const reserved = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // behind a carrier's translation
  ['127.0.0.0', 8],
  ['169.254.0.0', 16], // link-local, and the metadata of clouds
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // never given out, and broadcast
] as const)
  reserved.addSubnet(network, prefix, 'ipv4');

/** RFC 4291: the only part of IPv6 that is given out to the public. */
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

/** Of the public part, what carries other addresses inside or documents. */
const special6 = new BlockList();
for (const [network, prefix] of [
  ['2001::', 23], // Teredo, ORCHID, benchmarks
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4: any IPv4 address inside
  ['3fff::', 20],
] as const)
  special6.addSubnet(network, prefix, 'ipv6');

/**
 * True for everything that is not a plain public address: IPv4 in IPv6 (`::ffff:…`, `64:ff9b::…`), unique-local,
 * link-local and multicast addresses, and what is no address at all.
 */
export function isInside(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return reserved.check(address, 'ipv4');
    case 6:
      // A zone such as `%eth0` belongs to an address of this link.
      return (
        address.includes('%') || !global6.check(address, 'ipv6') || special6.check(address, 'ipv6')
      );
    default:
      return true;
  }
}
