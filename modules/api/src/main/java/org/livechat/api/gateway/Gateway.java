package org.livechat.api.gateway;

import org.livechat.api.part.Part;

/**
 * A front end that lets clients in: it speaks their protocol, opens a session for each in the control plane, asks for what
 * they want and tells them what happens. One that speaks over HTTP also implements {@code HttpRoutes} of the module
 * {@code org.livechat.http}, and needs no port of its own.
 *
 * <p>It bounds whatever strangers can make it hold: connections, bytes that wait, time without a word.
 *
 * @since 1
 */
public interface Gateway extends Part {}
