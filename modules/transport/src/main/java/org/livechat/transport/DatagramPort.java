package org.livechat.transport;

import java.net.InetSocketAddress;

/**
 * A UDP port that one thread owns: only {@link #wakeUp()} and {@link #localAddress()} may be called from another. A
 * datagram goes out by being written into the buffer of the next outgoing slot and committed with its destination, so
 * that an implementation may batch what is committed until {@link #flush()}.
 */
public interface DatagramPort extends AutoCloseable {
    /** The largest datagram that is received or sent, in bytes; a longer one that arrives is cut off here. */
    int MAX_DATAGRAM_BYTES = 2048;

    /** Where the port is bound. */
    InetSocketAddress localAddress();

    /** What the kernel gave for datagrams that wait to be received, in bytes. */
    int receiveBufferBytes();

    /**
     * Hands over what has arrived, without waiting.
     *
     * @param limit the most datagrams to hand over; an implementation may stop before
     * @return how many were handed over
     */
    int receive(DatagramHandler handler, int limit);

    /** Waits until something arrives, {@link #wakeUp()} is called, or the time is over. */
    void await(long nanos);

    /** Ends a wait, or the next one if nobody waits now. */
    void wakeUp();

    /** The buffer of the next outgoing slot; valid until {@link #commit}. */
    byte[] slotBuffer();

    /** Where the slot begins in {@link #slotBuffer()}; {@link #MAX_DATAGRAM_BYTES} bytes from here are its own. */
    int slotOffset();

    /**
     * Sends the slot. A datagram that the kernel has no room for is dropped and counted, as UDP does.
     *
     * @param length bytes from {@link #slotOffset()} on
     */
    void commit(int length, PeerAddress destination);

    /** Makes sure that everything committed is on its way. */
    void flush();

    /** Datagrams that could not be sent since the port was opened. */
    long sendFailures();

    /**
     * Messages that the kernel took: each a datagram, or several of one length that it cuts apart. To be called by any
     * thread.
     */
    long messagesSent();

    @Override
    void close();
}
