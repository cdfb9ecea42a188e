import { Agent } from './agent.js';
import type { TestServer } from './start-server.js';

/** Somebody who looks after a provider's sites, signed in. */
export const signInProvider = (
  { url, world }: TestServer,
  email: string = world.people.pia.email,
): Promise<Agent> => Agent.signIn({ url, email, password: world.password, audience: 'provider' });

export const signInAdmin = ({ url, world }: TestServer): Promise<Agent> =>
  Agent.signIn({ url, email: world.people.ada.email, password: world.password, audience: 'admin' });
