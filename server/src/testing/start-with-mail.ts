import { PostOffice } from './post-office.js';
import { startServer, type TestServer } from './start-server.js';

/** A server whose mails arrive at an office of its own, which closes when the server is stopped. */
export async function startWithMail(
  options: Omit<NonNullable<Parameters<typeof startServer>[0]>, 'smtpUrl'> = {},
): Promise<{ readonly office: PostOffice; readonly server: TestServer }> {
  const office = await PostOffice.open();
  const server = await startServer({ ...options, smtpUrl: office.url });
  const stop = async (): Promise<void> => {
    await server.stop();
    await office.close();
  };
  return { office, server: { ...server, stop } };
}
