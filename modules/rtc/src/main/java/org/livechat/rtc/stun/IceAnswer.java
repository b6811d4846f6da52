package org.livechat.rtc.stun;

import java.net.InetSocketAddress;

/** An authentic answer to a connectivity check that {@link IceClient} made. */
public sealed interface IceAnswer {
    /** Which request it answers; the caller has to know it, and to see that it came from where the request went. */
    TransactionId transactionId();

    /** The check succeeded; the address is where the other side saw it come from. */
    record Success(TransactionId transactionId, InetSocketAddress mappedAddress) implements IceAnswer {}

    /** The check was refused with that error code. */
    record Failure(TransactionId transactionId, int errorCode) implements IceAnswer {}
}
