package org.livechat.api.media;

/**
 * An endpoint that waits for its client's first STUN check.
 *
 * @param endpointId the server's ICE ufrag, unique in this process
 * @param sdpAnswer what to send back to the client
 */
public record OpenedEndpoint(String endpointId, String sdpAnswer) {}
