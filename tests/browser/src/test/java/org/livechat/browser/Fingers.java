package org.livechat.browser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.chrome.ChromeDriver;

/** Several fingers on one screen that can be touched. */
final class Fingers {
    private final ChromeDriver browser;
    private final Map<Integer, Map<String, Object>> down = new LinkedHashMap<>();

    Fingers(ChromeDriver browser) {
        this.browser = browser;
    }

    /** Puts a finger on the middle of an element and leaves it there. */
    void put(int finger, String selector) {
        Rectangle place = browser.findElement(By.cssSelector(selector)).getRect();
        int x = place.x + place.width / 2;
        int y = place.y + place.height / 2;
        down.put(finger, Map.of("x", x, "y", y, "id", finger));
        tell("touchStart");
    }

    void lift(int finger) {
        down.remove(finger);
        tell(down.isEmpty() ? "touchEnd" : "touchMove"); // a finger that is not told any more was lifted
    }

    private void tell(String type) {
        browser.executeCdpCommand(
                "Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", List.copyOf(down.values())));
    }
}
