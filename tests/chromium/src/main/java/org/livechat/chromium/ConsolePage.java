package org.livechat.chromium;

import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The console in a browser, as a person uses it. */
public final class ConsolePage {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final String name;
    private final ChromeDriver browser;

    /** Of a person with a name. */
    public ConsolePage(String name, ChromeDriver browser) {
        this.name = name;
        this.browser = browser;
    }

    /** Opens it by its link and signs in; waits for nothing. */
    public void signIn(URI link) {
        browser.get(link.toString());
        WebElement field = browser.findElement(By.id("name"));
        field.clear();
        field.sendKeys(name, Keys.ENTER);
    }

    /** Chooses a channel from the list; waits for nothing but the list. */
    public void join(String channelId) {
        By item = By.cssSelector("[data-channel='" + channelId + "']");
        until(
                () -> browser.findElements(item).stream().anyMatch(WebElement::isDisplayed),
                "channel " + channelId + " in the list");
        // the list is drawn anew when it is refreshed, so it is found and clicked in one step
        browser.executeScript("document.querySelector(arguments[0]).click()", "[data-channel='" + channelId + "']");
    }

    /** Waits until the sound of a push-to-talk channel is connected. */
    public void awaitPushToTalk() {
        waitUntilTextIs(
                "floor-words", words -> words.startsWith("The channel is free") || words.contains("is talking"));
    }

    /** Waits until the sound of a conference is connected. */
    public void awaitConference() {
        waitUntilTextContains("floor-words", "Everybody hears you");
    }

    /** Switches the camera on; returns when the person sees it. */
    public void showFace() {
        browser.findElement(By.id("camera")).click();
        waitUntilTextIs("camera", "Camera on"::equals);
    }

    /** Presses the button and keeps it pressed. */
    public void press() {
        new Actions(browser).clickAndHold(browser.findElement(By.id("ptt"))).perform();
    }

    /** Presses the button and waits until the page says that this person talks. */
    public void talk() {
        press();
        waitUntilTextIs("ptt-label", "Talking"::equals);
    }

    /** Lets the button go. */
    public void letGo() {
        new Actions(browser).release().perform();
    }

    /** The text that is visible in an element of the page. */
    public String text(String id) {
        return browser.findElement(By.id(id)).getText();
    }

    /** Waits for the text that is visible in an element. */
    public void waitUntilTextIs(String id, Predicate<String> expected) {
        until(() -> expected.test(text(id)), "#" + id + " as expected");
    }

    /** Waits for a part of the text that is visible in an element. */
    public void waitUntilTextContains(String id, String part) {
        until(() -> text(id).contains(part), "#" + id + " with \"" + part + "\"");
    }

    /** Waits for a condition, a while; says in words what was waited for and what the page says instead. */
    public void until(BooleanSupplier condition, String what) {
        new WebDriverWait(browser, PATIENCE, LOOK_EVERY)
                .withMessage(() -> name + " waited for " + what + "; the page says: " + summary())
                .until(driver -> condition.getAsBoolean());
    }

    private String summary() {
        return Stream.of("connection", "banners", "floor-words", "ptt-label")
                .map(id -> id + "=\"" + text(id).replace('\n', ' ') + '"')
                .toList()
                .toString();
    }
}
