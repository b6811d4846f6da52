package org.livechat.rtc.dtls;

/** Takes datagrams that a handshake wants sent to its peer. */
@FunctionalInterface
public interface DatagramSender {
    /**
     * Sends or drops one datagram of at most 1200 bytes. The buffer belongs to the caller again on return.
     *
     * <p>Called on the thread that runs {@link DtlsHandshake#run()}, and afterwards on the one that calls
     * {@link DtlsHandshake#poll()} or {@link DtlsHandshake#close()}.
     */
    void send(byte[] buffer, int offset, int length);
}
