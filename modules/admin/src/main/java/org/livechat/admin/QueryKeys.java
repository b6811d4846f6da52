package org.livechat.admin;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.livechat.api.FloorIndicator;
import org.livechat.api.store.PageRequest;

/** The keys and values of a query, of which none is unknown, empty, or there twice: what is asked and not read would not narrow it. */
final class QueryKeys {
    private static final int USUAL_LIMIT = 50;

    private final Fields fields;

    private QueryKeys(Fields fields) {
        this.fields = fields;
    }

    /** @throws AdminCall.Refused when it has another key than these, one of them without a value or twice, or is no query */
    static QueryKeys of(Request request, List<String> known) {
        Fields fields;
        try {
            fields = Request.extractQueryParameters(request);
        } catch (RuntimeException _) {
            throw AdminBody.wrong("the query is not percent-encoded UTF-8");
        }
        for (Fields.Field field : fields) {
            if (!known.contains(field.getName())) {
                throw AdminBody.wrong("the query has " + field.getName() + ", which is none of its keys; they are: "
                        + String.join(", ", known));
            }
            if (field.hasMultipleValues()) {
                throw AdminBody.wrong("the query has " + field.getName() + " more than once");
            }
            if (field.getValue().isEmpty()) {
                throw AdminBody.wrong("the query has " + field.getName() + " without a value; leave it out for all");
            }
        }
        return new QueryKeys(fields);
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(fields.getValue(key));
    }

    OptionalLong number(String key, long most) {
        return number(key, 0, most);
    }

    private OptionalLong number(String key, long least, long most) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        long number = text.get().matches("\\d{1,18}") ? Long.parseLong(text.get()) : -1;
        if (number < least || number > most) {
            throw AdminBody.wrong(key + " has to be a whole number from " + least
                    + (most == Long.MAX_VALUE ? " on, of 18 digits at most" : " to " + most));
        }
        return OptionalLong.of(number);
    }

    /** How many entries are wanted: {@code limit}, or as many as are usual. */
    int limit() {
        return (int) number("limit", 1, PageRequest.MOST).orElse(USUAL_LIMIT);
    }

    Optional<FloorIndicator> indicator() {
        return text("indicator").map(QueryKeys::indicator);
    }

    private static FloorIndicator indicator(String name) {
        return Stream.of(FloorIndicator.values())
                .filter(indicator -> indicator.wireName().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> AdminBody.wrong("indicator has to be normal, broadcast, imminent_peril or emergency"));
    }
}
