package org.livechat.api.transport;

import java.net.InetSocketAddress;

/**
 * A UDP port that one thread owns: no other may call its methods but where they say so. A
 * datagram goes out by being written into the buffer of the next outgoing slot and committed with its destination, so
 * that an implementation may batch what is committed until {@link #flush()}. For a packet neither direction allocates, locks
 * or throws: what the network or the kernel refuses is dropped and counted.
 *
 * <p>Once closed a port does nothing any more; only {@link #wakeUp()}, {@link #localAddress()} and the counts may still be
 * called.
 *
 * @since 1
 */
public interface DatagramPort extends AutoCloseable {
    /** The largest datagram that is received or sent, in bytes; a longer one that arrives is cut off here. */
    int MAX_DATAGRAM_BYTES = 2048;

    /** Where the port is bound, with the port number that the system chose if it was asked to. Any thread. */
    InetSocketAddress localAddress();

    /** What the kernel gave for datagrams that wait to be received, in bytes. Any thread. */
    int receiveBufferBytes();

    /**
     * Hands over what has arrived, without waiting.
     *
     * @param limit the most datagrams to hand over; an implementation may stop before
     * @return how many were handed over
     */
    int receive(DatagramHandler handler, int limit);

    /**
     * Waits until something arrives, {@link #wakeUp()} is called, or the time is over.
     *
     * @param nanos the longest to wait; 0 does not wait
     */
    void await(long nanos);

    /** Ends a wait, or the next one if nobody waits now. Any thread. */
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

    /** Datagrams that could not be sent since the port was opened. Any thread. */
    long sendFailures();

    /** Messages that the kernel took: each a datagram, or several of one length that it cuts apart. Any thread. */
    long messagesSent();

    /** Gives the port back to the system; committed datagrams that were not flushed are lost. */
    @Override
    void close();
}
