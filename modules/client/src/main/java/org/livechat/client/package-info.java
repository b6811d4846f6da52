/** A client of the server in Java: signaling over a WebSocket, and a WebRTC peer for one PeerConnection. */
@NullMarked
package org.livechat.client;

import org.jspecify.annotations.NullMarked;
