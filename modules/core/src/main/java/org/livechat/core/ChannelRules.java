package org.livechat.core;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.livechat.api.ChannelMode;
import org.livechat.api.Credential;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.NewChannel;
import org.livechat.api.names.VisibleText;
import org.livechat.api.store.PageRequest;

/** What ids, frequencies, names, capacities and messages have to look like. */
record ChannelRules(int maxCapacity, int messageLimitBytes) {
    /** Anything of these characters but a path's "." and ".."; ids are part of URLs. */
    private static final Pattern ID = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,64}");

    private static final Pattern FREQUENCY = Pattern.compile("[0-9]{4}");
    private static final int LONGEST_NAME = 64;
    private static final long MAX_SSRC = 0xFFFF_FFFFL;

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    void check(NewChannel channel) {
        if (!isId(channel.id())) {
            throw invalid(
                    "channel_id has to be 1 to 64 characters of A-Z a-z 0-9 _ - . and neither . nor ..; this one has "
                            + channel.id().length());
        }
        if (!FREQUENCY.matcher(channel.frequency()).matches()) {
            throw invalid("freq has to be four digits such as 0101");
        }
        checkName(channel.name());
        if (channel.capacity().isPresent()) {
            checkCapacity(channel.capacity().getAsInt());
        }
        if (channel.mode() == ChannelMode.CONFERENCE && !channel.floor().isNone()) {
            throw invalid("floor is for ptt channels, a conference has none; leave it out");
        }
    }

    void checkName(String name) {
        int length = name.codePointCount(0, name.length());
        if (length < 1 || length > LONGEST_NAME) {
            throw invalid("the channel's name has " + length + " characters, has to have 1 to " + LONGEST_NAME);
        }
        if (name.codePoints().anyMatch(ChannelRules::unprintable)) {
            throw invalid(
                    "the channel's name has a control character or half a surrogate pair, which names may not have");
        }
        if (VisibleText.turns(name)) {
            throw invalid("the channel's name has a character that turns the direction of writing"
                    + " (U+202A to U+202E, U+2066 to U+2069), which names may not have");
        }
        if (!VisibleText.isIn(name)) {
            throw invalid("the channel's name has nothing in it that can be seen");
        }
        VisibleText.hiddenIn(name).ifPresent(hidden -> {
            throw invalid("the channel's name has " + hidden);
        });
        if (VisibleText.beginsWithMark(name)) {
            throw invalid("the channel's name begins with a mark that belongs on a letter");
        }
    }

    void checkCapacity(int capacity) {
        if (capacity < 1 || capacity > maxCapacity) {
            throw invalid("capacity has to be 1 to " + maxCapacity + " on this server");
        }
    }

    void checkMessage(String content) {
        if (content.isEmpty()) {
            throw new RequestRefused(ErrorCode.MESSAGE_EMPTY, "content is empty");
        }
        int bytes = content.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > messageLimitBytes) {
            throw new RequestRefused(
                    ErrorCode.MESSAGE_TOO_LONG,
                    "content has " + bytes + " bytes of UTF-8, at most " + messageLimitBytes + " may be");
        }
        if (!VisibleText.isIn(content)) {
            throw new RequestRefused(ErrorCode.MESSAGE_EMPTY, "content has nothing in it that can be seen");
        }
    }

    static void checkPage(int limit) {
        if (limit < 1 || limit > PageRequest.MOST) {
            throw invalid("limit is " + limit + ", has to be 1 to " + PageRequest.MOST);
        }
    }

    static void checkSsrc(long ssrc) {
        if (ssrc < 0 || ssrc > MAX_SSRC) {
            throw invalid("ssrc is " + ssrc + ", has to be 0 to " + MAX_SSRC);
        }
    }

    static void checkPriority(int priority) {
        if (priority < 0 || priority > Credential.MAX_PRIORITY) {
            throw invalid("priority is " + priority + ", has to be 0 to " + Credential.MAX_PRIORITY);
        }
    }

    private static boolean unprintable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static RequestRefused invalid(String reason) {
        return new RequestRefused(ErrorCode.INVALID_PAYLOAD, reason);
    }
}
