package org.livechat.trace;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/**
 * What somebody wants to see of the trace. What cannot be meant is refused: a stream that shows nothing looks like a server in which
 * nothing happens.
 *
 * @param last how many of the events before now it begins with, of those that it is about
 * @param follows whether it goes on with what happens then
 * @param seen the id of the last event that was seen, behind which it begins
 * @param channelId what is about this channel alone
 */
record TraceQuery(long last, boolean follows, Optional<String> seen, Optional<String> channelId) {
    private static final String LAST = "last";
    private static final String FOLLOW = "follow";
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** Says what was wrong, and what would be right. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String reason) {
            super(reason, null, false, false);
        }
    }

    /** @param path behind which the channel stands, if one does */
    static TraceQuery of(Request request, String path) throws Wrong {
        Fields query = query(request);
        for (Fields.Field field : query) {
            if (!field.getName().equals(LAST) && !field.getName().equals(FOLLOW)) {
                throw new Wrong(field.getName() + " is no key of this query; they are: " + LAST + ", " + FOLLOW);
            }
            if (field.hasMultipleValues()) {
                throw new Wrong(field.getName() + " stands more than once in this query; give it once");
            }
        }
        return new TraceQuery(last(query), follows(query), seen(request), channelId(request, path));
    }

    private static Fields query(Request request) throws Wrong {
        try {
            return Request.extractQueryParameters(request);
        } catch (HttpException.IllegalStateException | HttpException.IllegalArgumentException unreadable) {
            throw new Wrong(
                    "the query cannot be read; in it each % has two hexadecimal digits behind it, which stand for UTF-8");
        }
    }

    private static long last(Fields query) throws Wrong {
        String text = query.getValue(LAST);
        if (text == null) {
            return 0;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        throw new Wrong(LAST + " has to be a whole number from 0 to " + Long.MAX_VALUE);
    }

    private static boolean follows(Fields query) throws Wrong {
        String text = query.getValue(FOLLOW);
        if (text == null || text.equals("true")) {
            return true;
        }
        if (text.equals("false")) {
            return false;
        }
        throw new Wrong(FOLLOW + " is '" + text + "', but has to be true or false");
    }

    private static Optional<String> seen(Request request) throws Wrong {
        List<String> ids = request.getHeaders().getValuesList(LAST_EVENT_ID);
        if (ids.size() > 1) {
            throw new Wrong(LAST_EVENT_ID + " stands more than once in this request; give it once");
        }
        Optional<String> id = ids.stream().findFirst().filter(text -> !text.isEmpty());
        if (id.isPresent() && !TracePlace.isId(id.get())) {
            throw unknownId();
        }
        return id;
    }

    /** Of an id that no stream gave. */
    static Wrong unknownId() {
        return new Wrong(LAST_EVENT_ID + " has to be an id that a stream of this path gave, this or an earlier start of"
                + " the server's; leave it out to begin anew");
    }

    private static Optional<String> channelId(Request request, String path) throws Wrong {
        String whole = Request.getPathInContext(request);
        if (whole.equals(path)) {
            return Optional.empty();
        }
        String id = whole.substring(path.length() + 1);
        if (!CHANNEL.matcher(id).matches()) {
            throw new Wrong("no channel can be called so; an id is 1 to 64 characters of A-Z a-z 0-9 _ - . and"
                    + " neither . nor ..");
        }
        return Optional.of(id);
    }
}
