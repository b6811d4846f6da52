/** Opcodes of the signaling protocol (docs/protocol.md). */
export const Op = Object.freeze({
  HELLO: 0,
  HEARTBEAT: 1,
  HEARTBEAT_ACK: 2,
  IDENTIFY: 3,
  READY: 4,
  CHANNEL_CREATE: 10,
  CHANNEL_JOIN: 11,
  CHANNEL_LEAVE: 12,
  CHANNEL_UPDATE: 13,
  CHANNEL_DELETE: 14,
  CHANNEL_LIST: 15,
  CHANNEL_INFO: 16,
  RENEGOTIATE: 17,
  TRACK_SELECT: 18,
  MESSAGE_CREATE: 20,
  HISTORY: 21,
  FLOOR_REQUEST: 30,
  FLOOR_RELEASE: 31,
  FLOOR_PING: 32,
  ICE_SERVERS: 40,
  FLOOR_GRANTED: 50,
  FLOOR_DENY: 51,
  FLOOR_REVOKE: 52,
  FLOOR_TAKEN: 53,
  FLOOR_IDLE: 54,
  FLOOR_QUEUE_POS_INFO: 55,
  FLOOR_PONG: 56,
  CHANNEL_EVENT: 100,
  MESSAGE_EVENT: 101,
  ACK: 200,
  ERROR: 201,
});

/** A message may have this many bytes of UTF-8 where the server does not say. */
export const MESSAGE_LIMIT_BYTES = 2000;

/** The holder of the floor sends FLOOR_PING this often. */
export const FLOOR_PING_INTERVAL_MS = 2000;
