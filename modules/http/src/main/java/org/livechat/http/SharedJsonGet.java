package org.livechat.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers GET and HEAD with the JSON of what everybody sees alike, and other methods with 405. It is made once until what is shown changes:
 * however many read an answer, or do not, it is in memory once. One is made at a time.
 *
 * @param <T> what is shown; equal ones look alike
 * @since 1
 */
public final class SharedJsonGet<T> extends Handler.Abstract {
    private record Made<T>(T of, ByteBuffer utf8) {}

    private final Supplier<T> shown;
    private final Function<T, String> json;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Made<T> latest;

    /**
     * @param shown asked for each answer
     * @param json its JSON text
     */
    public SharedJsonGet(Supplier<T> shown, Function<T, String> json) {
        this.shown = shown;
        this.json = json;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (JsonGet.isMeant(request, response, callback)) {
            JsonReply.sendOk(latest(), response, callback);
        }
        return true;
    }

    private ByteBuffer latest() {
        lock.lock();
        try {
            T now = shown.get();
            Made<T> made = latest;
            if (made == null || !made.of().equals(now)) {
                made = new Made<>(now, StandardCharsets.UTF_8.encode(json.apply(now)));
                latest = made;
            }
            return made.utf8().duplicate();
        } finally {
            lock.unlock();
        }
    }
}
