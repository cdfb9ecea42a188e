/**
 * What Parlour is measured against: a bare Socket.IO server that relays to a room and acknowledges, without a
 * schema, a right or a store. With `MONGODB_URI` each message is one `Model.create` before that.
 */
import mongoose from 'mongoose';
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { perMessageDeflate: false, serveClient: false, path: '/api/v1/socket' });
let Message = null;
const uri = process.env.MONGODB_URI;
if (uri) {
  await mongoose.connect(uri, { writeConcern: { w: 'majority', journal: true } });
  const { Schema } = mongoose;
  const required = { required: true };
  const schema = new Schema(
    {
      conversation: { type: String, ...required },
      seq: { type: Number, ...required },
      sender: { type: String, ...required },
      clientId: { type: String, ...required },
      at: { type: Date, ...required },
      body: { type: Buffer, ...required },
    },
    { versionKey: false },
  );
  schema.index({ conversation: 1, seq: 1 }, { unique: true });
  schema.index({ conversation: 1, sender: 1, clientId: 1 }, { unique: true });
  Message = mongoose.model('Created', schema, 'created');
  await Message.createIndexes();
}
const heads = new Map();
io.on('connection', (socket) => {
  socket.on('conversation.sync', ({ conversation }, reply) => {
    socket.join(conversation);
    reply({ ok: true });
  });
  socket.on('message.send', async ({ conversation, clientId, text }, reply) => {
    const seq = (heads.get(conversation) ?? 0) + 1;
    heads.set(conversation, seq);
    const at = new Date();
    if (Message)
      await Message.create({ conversation, seq, sender: 'consumer', clientId, at, body: Buffer.from(text) });
    const message = {
      conversation,
      seq,
      at: at.getTime(),
      sender: { role: 'consumer' },
      clientId,
      kind: 'text',
      text,
    };
    io.to(conversation).emit('message.posted', message);
    reply({ ok: true, value: { conversation, clientId, seq, at: at.getTime() } });
  });
});
http.listen(Number(process.env.PORT), '127.0.0.1', () => process.send({ type: 'ready' }));
process.on('disconnect', () => process.exit());
