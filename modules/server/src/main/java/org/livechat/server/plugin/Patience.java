package org.livechat.server.plugin;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.livechat.api.part.PartFailed;
import org.livechat.server.provider.PartError;

/**
 * Lets the code of a plug-in work for so long, and no longer: on a thread of its own, which is interrupted and left behind where
 * it does not come to an end. Nobody can stop such a thread; it costs what it costs until the server is restarted.
 *
 * @param limit how long
 */
public record Patience(Duration limit) {
    /** How long a plug-in may take to be loaded, or one of its parts to be made, configured or started. */
    public static final Patience TO_BEGIN = new Patience(Duration.ofSeconds(10));

    /** How long a part of a plug-in may take to give up what it has. */
    public static final Patience TO_END = new Patience(Duration.ofSeconds(10));

    private static final String SERVER = "org.livechat.server.";

    /**
     * Waits for an answer. What the work throws is thrown on, an Error as a {@link PartError}.
     *
     * @param method what is called, for the reason of a failure
     * @param late is given an answer that comes when nobody waits for it any more
     * @throws PartFailed when there is none in time
     */
    public <T> T await(String method, Supplier<T> work, Consumer<T> late) {
        var answer = new CompletableFuture<T>();
        Thread thread =
                Thread.ofPlatform().daemon().name("livechat-plugin " + method).start(() -> answer(answer, work, late));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            var failure = new PartFailed(
                    "%s did not return within %d s%s".formatted(method, limit.toSeconds(), place(thread)), e);
            if (!answer.completeExceptionally(failure)) {
                return answer.join();
            }
            thread.interrupt();
            throw failure;
        } catch (ExecutionException e) {
            throw PartError.of(Optional.ofNullable(e.getCause()).orElse(e));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new PartFailed("the server did not wait for %s, since it is stopping".formatted(method), e);
        }
    }

    // Whatever it is that is thrown, the thread that waits has to be told.
    private static <T> void answer(CompletableFuture<T> answer, Supplier<T> work, Consumer<T> late) {
        try {
            T made = work.get();
            if (!answer.complete(made)) {
                late.accept(made);
            }
        } catch (Throwable e) {
            answer.completeExceptionally(PartError.of(e));
        }
    }

    // The innermost line that is neither the JDK's nor ours is the one that its author can do something about.
    private static String place(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith(SERVER))
                .filter(frame -> !isOfJdk(frame.getModuleName()))
                .findFirst()
                .map(frame -> "; it is at %s.%s, line %d of %s"
                        .formatted(
                                frame.getClassName(),
                                frame.getMethodName(),
                                frame.getLineNumber(),
                                frame.getFileName()))
                .orElse("");
    }

    private static boolean isOfJdk(@Nullable String module) {
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }
}
