package org.livechat.server.kit;

import org.jspecify.annotations.Nullable;
import org.livechat.api.part.PartFailed;
import org.livechat.server.provider.Provided;

/** What a provider has made: null is a mistake of its author, and is said of its method. */
final class Answer {
    private Answer() {}

    /** @throws PartFailed when it is null */
    static <T> T of(Provided provided, String method, @Nullable T answer) {
        if (answer == null) {
            throw new PartFailed("%s of %s answered null".formatted(method, provided.source()));
        }
        return answer;
    }
}
