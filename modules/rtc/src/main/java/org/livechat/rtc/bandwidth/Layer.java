package org.livechat.rtc.bandwidth;

/**
 * One way to forward a stream of pictures.
 *
 * @param spatial its size, from 0; of simulcast the number of the stream, smallest first
 * @param temporal its frame rate, from 0
 * @param height of its pictures, in pixels
 * @param bitsPerSecond what it takes, measured, with all the layers below that it needs
 */
public record Layer(int spatial, int temporal, int height, long bitsPerSecond) implements Comparable<Layer> {
    /** Whether this one shows more: a larger picture before a smoother one, since frames are dropped first. */
    @Override
    public int compareTo(Layer other) {
        int size = Integer.compare(spatial, other.spatial);
        return size != 0 ? size : Integer.compare(temporal, other.temporal);
    }
}
