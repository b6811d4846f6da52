package org.livechat.media.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.livechat.api.transport.PeerAddress;

/**
 * Which addresses a client has proved to be at, and which of them its media goes to. Owned by one worker.
 *
 * <p>Media goes to the address that the client nominated last. A check without nomination moves it only if the old
 * address has gone silent or its connection has ended, so that checks on several pairs at once do not make it jump. A check seen before, from
 * another address, is a replay and proves nothing.
 */
public final class IcePath {
    /** Pairs that a client may keep warm at once. */
    static final int MOST_ADDRESSES = 8;

    /** Checks that are remembered: an hour of consent at one every 4 s (RFC 7675 5.1). */
    private static final int MOST_REMEMBERED = 1024;

    private static final long SILENT_NANOS = 5_000_000_000L;

    private record Check(long transactionHigh, int transactionLow) {}

    private final ArrayList<PeerAddress> validated = new ArrayList<>(2);
    private final ArrayDeque<Check> order = new ArrayDeque<>();
    private final HashMap<Check, PeerAddress> remembered = new HashMap<>();
    private Optional<PeerAddress> selected = Optional.empty();
    private long selectedCheckNanos;
    private boolean selectedEnded;

    /** Whether a check with this transaction id came from another address before. */
    public boolean isReplay(long transactionHigh, int transactionLow, PeerAddress from) {
        PeerAddress before = remembered.get(new Check(transactionHigh, transactionLow));
        return before != null && !before.equals(from);
    }

    /** Notes an authentic check; returns the address that has to be forgotten for it, if there were too many. */
    public Optional<PeerAddress> accept(
            long transactionHigh, int transactionLow, PeerAddress from, boolean nominated, long nowNanos) {
        remember(new Check(transactionHigh, transactionLow), from);
        boolean moves =
                selected.isEmpty() || nominated || selectedEnded || nowNanos - selectedCheckNanos > SILENT_NANOS;
        if (moves) {
            selected = Optional.of(from);
            selectedEnded = false;
        }
        if (selected.filter(from::equals).isPresent()) {
            selectedCheckNanos = nowNanos;
        }
        validated.remove(from);
        validated.add(from);
        if (validated.size() <= MOST_ADDRESSES) {
            return Optional.empty();
        }
        PeerAddress oldest = validated.stream()
                .filter(address -> !selected.filter(address::equals).isPresent())
                .findFirst()
                .orElseThrow();
        validated.remove(oldest);
        return Optional.of(oldest);
    }

    /**
     * Notes that nothing goes to an address any more, since the connection has ended that it is the other end of. If media went there
     * it goes to the address that was proved last of the others, which may be gone too, until the next check says where the client is.
     */
    public void ended(PeerAddress address) {
        validated.remove(address);
        if (selected.filter(address::equals).isPresent()) {
            selectedEnded = true;
            if (!validated.isEmpty()) {
                selected = Optional.of(validated.getLast());
            }
        }
    }

    /** Where media goes. */
    public Optional<PeerAddress> selected() {
        return selected;
    }

    /** Every address that has passed a check and was not forgotten. */
    public List<PeerAddress> validated() {
        return List.copyOf(validated);
    }

    private void remember(Check check, PeerAddress from) {
        if (remembered.put(check, from) == null) {
            order.add(check);
            if (order.size() > MOST_REMEMBERED) {
                remembered.remove(order.remove());
            }
        }
    }
}
