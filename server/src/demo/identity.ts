/** What a merchant's own server does for a shopper who is signed in there: it signs who that is (WID-10). */
import { SignJWT } from 'jose';

/** Made-up people, whom anybody may sign in as on the demo. */
const shoppers: readonly string[] = ['Ben', 'Zoe'];

/** The signed identity of one of the demo's shoppers, good for an hour; null for anybody else. */
export async function identityOf(shopper: string, secret: string): Promise<string | null> {
  if (!shoppers.includes(shopper)) return null;
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(`carfinder:${shopper.toLowerCase()}`)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret));
}
