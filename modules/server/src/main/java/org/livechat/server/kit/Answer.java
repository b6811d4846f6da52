package org.livechat.server.kit;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.livechat.api.part.Part;
import org.livechat.api.part.PartFailed;
import org.livechat.server.plugin.Patience;
import org.livechat.server.provider.PartError;
import org.livechat.server.provider.Provided;

/**
 * What the code of a part answers. A plug-in's is waited for with patience; the server's own is as sure to come as the server is.
 * Null is a mistake of its author, and is said of its method; an Error of any name is one, too, and comes as a {@link PartError}.
 */
final class Answer {
    private Answer() {}

    /** @throws PartFailed when it is null, or does not come */
    static <T> T of(Provided provided, String method, Supplier<? extends @Nullable T> asked) {
        return of(provided, method, asked, _ -> {});
    }

    /**
     * The same of a part: one that comes too late is closed.
     *
     * @throws PartFailed when it is null, or does not come
     */
    static <P extends Part> P ofPart(Provided provided, String method, Supplier<? extends @Nullable P> maker) {
        return of(provided, method, maker, Part::close);
    }

    /** Lets it do something that has no answer. */
    static void done(Provided provided, String method, Patience patience, Runnable work) {
        Supplier<Boolean> done = () -> {
            work.run();
            return true;
        };
        asked(provided, method, patience, done, _ -> {});
    }

    private static <T> T of(
            Provided provided, String method, Supplier<? extends @Nullable T> asked, Consumer<? super T> late) {
        Supplier<T> answer = () -> {
            @Nullable T given = asked.get();
            if (given == null) {
                throw new PartFailed("%s of %s answered null".formatted(method, provided.source()));
            }
            return given;
        };
        return asked(provided, method, Patience.TO_BEGIN, answer, late::accept);
    }

    private static <T> T asked(
            Provided provided, String method, Patience patience, Supplier<T> answer, Consumer<T> late) {
        if (provided.plugin().isPresent()) {
            return patience.await("%s of %s".formatted(method, provided.source()), answer, late);
        }
        try {
            return answer.get();
        } catch (Throwable e) {
            throw PartError.of(e);
        }
    }
}
