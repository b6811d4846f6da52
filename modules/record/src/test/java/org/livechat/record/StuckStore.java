package org.livechat.record;

import java.lang.reflect.Proxy;
import java.util.Optional;
import org.livechat.api.store.Receipt;
import org.livechat.api.store.Store;

/** A store that keeps nothing until it works again. */
final class StuckStore {
    private boolean works;
    private int handedOver;

    Store store() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (_, called, _) -> switch (called.getName()) {
                    case "keep" -> keep();
                    case "recording" -> Optional.empty();
                    case "problem" -> works ? Optional.empty() : Optional.of("the disk is full");
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private Receipt keep() {
        handedOver++;
        boolean kept = works;
        return () -> kept;
    }

    void worksAgain() {
        works = true;
    }

    int handedOver() {
        return handedOver;
    }
}
