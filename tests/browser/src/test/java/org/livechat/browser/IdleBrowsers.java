package org.livechat.browser;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Browsers between two persons, until this process ends. */
final class IdleBrowsers {
    /** No test has more persons. */
    private static final int MOST = 4;

    private static final Deque<PersonsBrowser> IDLE = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(IdleBrowsers::endAll, "ends browsers"));
    }

    private IdleBrowsers() {}

    static synchronized Optional<PersonsBrowser> take(PersonsBrowser.Kind kind) {
        for (Iterator<PersonsBrowser> browsers = IDLE.descendingIterator(); browsers.hasNext(); ) {
            PersonsBrowser browser = browsers.next();
            if (browser.kind().equals(kind)) {
                browsers.remove();
                return Optional.of(browser);
            }
        }
        return Optional.empty();
    }

    static void give(PersonsBrowser browser) {
        PersonsBrowser oldest = null;
        synchronized (IdleBrowsers.class) {
            IDLE.addLast(browser);
            if (IDLE.size() > MOST) {
                oldest = IDLE.removeFirst();
            }
        }
        if (oldest != null) {
            oldest.end();
        }
    }

    private static void endAll() {
        List<PersonsBrowser> all;
        synchronized (IdleBrowsers.class) {
            all = List.copyOf(IDLE);
            IDLE.clear();
        }
        all.parallelStream().forEach(PersonsBrowser::end);
    }
}
