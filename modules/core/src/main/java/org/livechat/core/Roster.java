package org.livechat.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.livechat.api.control.Event;
import org.livechat.api.control.Member;

/**
 * Who is in a channel, in order of joining, and the way to tell them something. Guarded by the channel's lock. An event
 * goes to those who are members when it is told, whoever comes or goes until it is delivered.
 */
final class Roster {
    private final Outgoing outgoing;
    private final Map<String, Membership> byUser = new LinkedHashMap<>();
    private List<Membership> all = List.of();

    Roster(Outgoing outgoing) {
        this.outgoing = outgoing;
    }

    void add(Membership member) {
        byUser.put(member.userId(), member);
        all = List.copyOf(byUser.values());
    }

    void remove(Membership member) {
        byUser.remove(member.userId());
        all = List.copyOf(byUser.values());
    }

    /** Removes everybody and returns who that was. */
    List<Membership> clear() {
        var before = all;
        byUser.clear();
        all = List.of();
        return before;
    }

    /** The member that a user is; it may be there by another session than the caller thinks of. */
    Optional<Membership> find(String userId) {
        return Optional.ofNullable(byUser.get(userId));
    }

    /** The membership of this very session. */
    Optional<Membership> find(LiveSession session) {
        return find(session.userId()).filter(member -> member.session() == session);
    }

    /** A snapshot that stays as it is. */
    List<Membership> all() {
        return all;
    }

    List<Member> members() {
        var members = new ArrayList<Member>(all.size());
        for (var member : all) {
            members.add(member.member());
        }
        return members;
    }

    int size() {
        return all.size();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void tellAll(Event event) {
        var recipients = all;
        outgoing.add(() -> {
            for (var recipient : recipients) {
                recipient.session().deliver(event);
            }
        });
    }

    void tellAllBut(String userId, Event event) {
        var recipients = all;
        outgoing.add(() -> {
            for (var recipient : recipients) {
                if (!recipient.userId().equals(userId)) {
                    recipient.session().deliver(event);
                }
            }
        });
    }

    /** Does nothing for somebody who is no member any more. */
    void tell(String userId, Event event) {
        find(userId)
                .ifPresent(recipient -> outgoing.add(() -> recipient.session().deliver(event)));
    }
}
